package org.prodrome.sandbox.bulk;

import java.time.Duration;

/**
 * How exports behave.
 *
 * @param resourcesPerFile how many lines a file has at most; a type with more has several files
 * @param pollEvery the Retry-After of a status answer; polling sooner is answered 429
 * @param pollsAtLeast how many polls find the export in progress, however soon it is done
 * @param keptFor how long files can be fetched after the export is done
 */
public record ExportSettings(int resourcesPerFile, Duration pollEvery, int pollsAtLeast, Duration keptFor) {

    public ExportSettings {
        if (resourcesPerFile < 1) {
            throw new IllegalArgumentException("resourcesPerFile: expected at least 1, got " + resourcesPerFile);
        }
    }

    /** 5,000 lines a file, a poll a second, files for an hour. */
    public static ExportSettings usual() {
        return new ExportSettings(5_000, Duration.ofSeconds(1), 1, Duration.ofHours(1));
    }

    public ExportSettings withResourcesPerFile(int value) {
        return new ExportSettings(value, pollEvery, pollsAtLeast, keptFor);
    }

    public ExportSettings withPollEvery(Duration value) {
        return new ExportSettings(resourcesPerFile, value, pollsAtLeast, keptFor);
    }

    public ExportSettings withKeptFor(Duration value) {
        return new ExportSettings(resourcesPerFile, pollEvery, pollsAtLeast, value);
    }
}
