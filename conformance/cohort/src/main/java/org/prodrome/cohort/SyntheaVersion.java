package org.prodrome.cohort;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of Synthea that the build resolved, from the build's own file: the jar's manifest does not tell. */
final class SyntheaVersion {
    private SyntheaVersion() {}

    static String read() {
        try (InputStream in = SyntheaVersion.class.getResourceAsStream("build.properties")) {
            Properties build = new Properties();
            build.load(in);
            return build.getProperty("synthea.version");
        } catch (IOException e) {
            throw new CohortException("build.properties: expected beside the classes, not readable", e);
        }
    }
}
