package org.prodrome.sandbox.bulk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The complete status response (Bulk Data Access 2.0, section Response - Complete Status). */
final class Manifest {

    private Manifest() {}

    /** @param files the address below which the job's files are */
    static byte[] of(ExportOrder order, List<ExportFile> all, String files) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("transactionTime", order.at().toString());
        manifest.put("request", order.url());
        manifest.put("requiresAccessToken", true);
        manifest.put("output", items(ExportFile.Kind.OUTPUT, all, files));
        manifest.put("deleted", items(ExportFile.Kind.DELETED, all, files));
        manifest.put("error", items(ExportFile.Kind.ERROR, all, files));
        return JsonMapper.shared().writeValueAsBytes(manifest);
    }

    private static List<Map<String, Object>> items(ExportFile.Kind kind, List<ExportFile> all, String files) {
        return all.stream()
                .filter(file -> file.kind() == kind)
                .map(file -> Map.<String, Object>of(
                        "type", file.type(), "url", files + "/" + file.name(), "count", file.count()))
                .toList();
    }
}
