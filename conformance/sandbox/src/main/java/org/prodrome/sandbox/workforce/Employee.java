package org.prodrome.sandbox.workforce;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who works at the hospital. All are invented.
 *
 * @param subject the {@code sub} claim, never given to anybody else
 * @param name the {@code name} claim
 * @param does what the sign-in page says of them
 * @param groups the {@code groups} claim: what they may do, in the hospital's words
 */
record Employee(String subject, String name, String does, List<String> groups) {
    private static final String FILE = "employees.json";

    Employee {
        groups = List.copyOf(groups);
    }

    /** Everybody in {@value #FILE}. */
    static List<Employee> all() {
        try (InputStream in = Employee.class.getResourceAsStream(FILE)) {
            return JsonMapper.shared().readValue(Objects.requireNonNull(in, FILE), new TypeReference<List<Employee>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " is not readable", e);
        }
    }
}
