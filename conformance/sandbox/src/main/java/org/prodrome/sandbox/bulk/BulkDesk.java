package org.prodrome.sandbox.bulk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.fault.Interruption;
import org.prodrome.sandbox.fhir.OutcomeWriter;
import org.prodrome.sandbox.smart.EhrAddress;
import org.prodrome.sandbox.smart.Grant;

/** Answers the requests of the export interface (Bulk Data Access 2.0, section Request Flow). */
record BulkDesk(ExportJobs jobs, KickOffReader orders, EhrAddress address, Faults faults) {

    void answer(BulkCall call, Grant grant, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String method = request.getMethod();
        boolean get = method.equals("GET");
        if (!get && !(call instanceof BulkCall.Status && method.equals("DELETE"))) {
            throw new ExportRefusal(405, "method: expected GET, or DELETE of a status address");
        }
        switch (call) {
            case BulkCall.KickOff kickOff -> {
                response.setHeader("Content-Location", url(jobs.start(orders.read(kickOff, request, grant))));
                response.setStatus(HttpServletResponse.SC_ACCEPTED);
            }
            case BulkCall.Status(String job) -> {
                if (get) {
                    status(job, grant, response);
                } else {
                    jobs.cancel(job, grant.clientId());
                    response.setStatus(HttpServletResponse.SC_ACCEPTED);
                }
            }
            case BulkCall.Download(String job, String file) ->
                FileAnswer.send(file(job, file, grant), request, response, faults.take(Interruption.BULK_FILE_CUT));
        }
    }

    private void status(String id, Grant grant, HttpServletResponse response) throws IOException {
        switch (jobs.poll(id, grant.clientId())) {
            case ExportJob.State.Running(int charts, int of) -> {
                response.setHeader("X-Progress", charts + " of " + of + " charts");
                response.setHeader(
                        "Retry-After",
                        Long.toString(ExportJob.seconds(jobs.settings().pollEvery())));
                response.setStatus(HttpServletResponse.SC_ACCEPTED);
            }
            case ExportJob.State.Failed(Instant ignored, String why) -> OutcomeWriter.refuse(response, 500, why);
            case ExportJob.State.Done(Instant at, List<ExportFile> files) -> {
                response.setContentType("application/json");
                response.setHeader(
                        "Expires",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                at.plus(jobs.settings().keptFor()).atZone(ZoneOffset.UTC)));
                ExportOrder order = jobs.find(id, grant.clientId()).order();
                response.getOutputStream().write(Manifest.of(order, files, url(id)));
            }
        }
    }

    private ExportFile file(String job, String name, Grant grant) {
        if (!(jobs.find(job, grant.clientId()).state() instanceof ExportJob.State.Done done)) {
            throw ExportRefusal.unknown();
        }
        return done.files().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow(ExportRefusal::unknown);
    }

    private String url(String job) {
        return address.fhirBase() + "/bulk/" + job;
    }
}
