package org.prodrome.sandbox.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The profiles that ship with the sandbox, {@code profiles.json}. */
record ProfileFile(String source, String date, List<EhrProfile> profiles) {

    private static final String FILE = "profiles.json";

    ProfileFile {
        profiles = List.copyOf(profiles);
    }

    static EhrProfile find(String name) {
        List<EhrProfile> known = read().profiles();
        return known.stream()
                .filter(profile -> profile.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("sandbox.profile: expected one of "
                        + known.stream().map(EhrProfile::name).toList() + ", got '" + name + "'"));
    }

    private static ProfileFile read() {
        try (InputStream in = ProfileFile.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + ": expected on the class path");
            }
            return JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build()
                    .readValue(in, ProfileFile.class);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + ": cannot be read", e);
        }
    }
}
