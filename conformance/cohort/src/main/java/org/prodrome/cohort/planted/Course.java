package org.prodrome.cohort.planted;

import static org.prodrome.cohort.planted.PlantedException.require;
import static org.prodrome.cohort.planted.PlantedException.requireSource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** What follows a latent onset: progress {@code s = (day - onset) / D}, with D log-normal from person to person. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Course.Progressing.class, name = "disease"),
    @JsonSubTypes.Type(value = Course.Stalling.class, name = "decoy")
})
public sealed interface Course {
    /** D: from the latent onset to s = 1. */
    LogNormal years();

    /** A disease: recorded at s = 1 and an exponential delay; {@code death} is null where it adds no deaths. */
    record Progressing(
            LogNormal years, Delay diagnosis, @Nullable Deaths death) implements Course {}

    /**
     * A decoy: looks like the disease, stops at a plateau, is never recorded.
     *
     * @param plateau progress never passes it
     * @param resolution after this time from the onset everything is as before; null where it stays
     */
    record Stalling(
            LogNormal years, double plateau, @Nullable LogNormal resolution) implements Course {
        public Stalling {
            require(plateau > 0, "course.plateau: expected above 0, got " + plateau);
        }
    }

    /** Time from s = 1 to the recorded diagnosis, exponential. */
    record Delay(double meanYears, String source) {
        public Delay {
            requireSource(source, "diagnosis");
            require(meanYears > 0, "diagnosis.meanYears: expected above 0, got " + meanYears);
        }
    }

    /** Deaths of the disease after its diagnosis, on top of all others. */
    record Deaths(double perYear, String source) {
        public Deaths {
            requireSource(source, "death");
            require(perYear > 0, "death.perYear: expected above 0, got " + perYear);
        }
    }
}
