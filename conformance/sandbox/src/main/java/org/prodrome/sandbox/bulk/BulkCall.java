package org.prodrome.sandbox.bulk;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request of the export interface is about, by its path below the FHIR base. */
sealed interface BulkCall {

    /** An export is asked for. */
    record KickOff(Level level, Optional<String> group) implements BulkCall {}

    /** The state of an export, or its end. */
    record Status(String job) implements BulkCall {}

    /** A file of an export. */
    record Download(String job, String file) implements BulkCall {}

    /** Whose data an export is about (Bulk Data Access 2.0, bulk data kick-off request). */
    enum Level {
        SYSTEM,
        PATIENT,
        GROUP
    }

    Pattern GROUP = Pattern.compile("/fhir/Group/([A-Za-z0-9.-]{1,64})/\\$export");
    Pattern JOB = Pattern.compile("/fhir/bulk/([A-Za-z0-9-]+)(?:/([A-Za-z0-9.-]+))?");

    static Optional<BulkCall> of(String path) {
        String plain = path.replace("%24", "$");
        if (plain.equals("/fhir/$export")) {
            return Optional.of(new KickOff(Level.SYSTEM, Optional.empty()));
        }
        if (plain.equals("/fhir/Patient/$export")) {
            return Optional.of(new KickOff(Level.PATIENT, Optional.empty()));
        }
        Matcher group = GROUP.matcher(plain);
        if (group.matches()) {
            return Optional.of(new KickOff(Level.GROUP, Optional.of(group.group(1))));
        }
        Matcher job = JOB.matcher(plain);
        if (!job.matches()) {
            return Optional.empty();
        }
        String file = job.group(2);
        return Optional.of(file == null ? new Status(job.group(1)) : new Download(job.group(1), file));
    }
}
