package org.prodrome.fhir.deidentify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.prodrome.fhir.deidentify.DeidentificationReport.BrokenLine;

/** What a run adds up, block by block, in the order of the files. For the one thread that writes. */
final class Findings {
    private static final int NAMED = 200;

    private final RuleCounts counts;
    private final Map<String, Long> resources = new TreeMap<>();
    private final Map<String, Integer> classes = new TreeMap<>();
    private final List<BrokenLine> broken = new ArrayList<>();
    private long brokenCount;
    private boolean grouped = true;
    private String type = "";
    private int place = -1;

    Findings(int rules) {
        this.counts = new RuleCounts(rules);
    }

    void add(String ofType, Path file, BlockRun.Done done) {
        counts.addAll(done.counts());
        resources.merge(ofType, done.resources(), Long::sum);
        done.classes().forEach(one -> classes.merge(one, 1, Integer::sum));
        brokenCount += done.broken().size();
        for (Long line : done.broken()) {
            if (broken.size() < NAMED) {
                broken.add(new BrokenLine(String.valueOf(file.getFileName()), line));
            }
        }
        order(ofType, done.places());
    }

    /** Grouped: within each type the patients come in the order of the Patient files, each in one run. */
    private void order(String ofType, List<Integer> places) {
        if (!ofType.equals(type)) {
            type = ofType;
            place = -1;
        }
        for (int next : places) {
            grouped &= next >= 0 && next >= place;
            place = next;
        }
    }

    RuleCounts counts() {
        return counts;
    }

    Map<String, Long> resources() {
        return resources;
    }

    Map<String, Integer> classes() {
        return classes;
    }

    List<BrokenLine> broken() {
        return broken;
    }

    long brokenCount() {
        return brokenCount;
    }

    boolean grouped() {
        return grouped;
    }
}
