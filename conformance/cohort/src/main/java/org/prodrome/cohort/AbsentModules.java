package org.prodrome.cohort;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.mitre.synthea.engine.Module;

/** Synthea's modules that do not run in a planted cohort: {@code planted-background.json}. */
final class AbsentModules {
    private final Set<String> names;

    private AbsentModules(Set<String> names) {
        this.names = names;
    }

    /** Refuses a name that no module of this Synthea carries: it would guard nothing. */
    static AbsentModules read() {
        Set<String> names = Json.resource("planted-background.json", File.class).absent().stream()
                .map(Row::module)
                .collect(Collectors.toSet());
        Set<String> known = Module.getModules().stream().map(m -> m.name).collect(Collectors.toSet());
        for (String name : names) {
            if (!known.contains(name)) {
                throw new CohortException(
                        "planted-background.json: expected the name of a Synthea module, got " + name);
            }
        }
        return new AbsentModules(names);
    }

    void removeFrom(List<Module> modules) {
        modules.removeIf(module -> names.contains(module.name));
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record File(List<Row> absent) {
        File {
            absent = List.copyOf(absent);
        }
    }

    record Row(String module, String reason) {}
}
