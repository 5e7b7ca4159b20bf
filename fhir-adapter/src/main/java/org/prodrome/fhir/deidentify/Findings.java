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
    private final ElementCounts elements = new ElementCounts();
    private final List<BrokenLine> broken = new ArrayList<>();
    private final List<BrokenLine> cutOff = new ArrayList<>();
    private long agesPooled;
    private long orphans;
    private long notCopied;
    private long brokenCount;
    private boolean grouped = true;
    private String type = "";
    private int place = -1;

    Findings(int rules) {
        this.counts = new RuleCounts(rules);
    }

    void add(String ofType, Path file, BlockRun.Done done) {
        counts.addAll(done.counts());
        elements.addAll(done.elements());
        agesPooled += done.agesPooled();
        orphans += done.orphans();
        notCopied += done.notCopied();
        resources.merge(ofType, done.resources(), Long::sum);
        done.classes().forEach(one -> classes.merge(one, 1, Integer::sum));
        brokenCount += done.broken().size();
        for (Long line : done.broken()) {
            locate(file, line);
        }
        order(ofType, done.places());
    }

    private void locate(Path file, long line) {
        if (broken.size() < NAMED) {
            broken.add(new BrokenLine(String.valueOf(file.getFileName()), line));
        }
    }

    /** A line too long to be looked at. */
    void tooLong(Path file, long line) {
        brokenCount++;
        locate(file, line);
    }

    /** A file that ends before it should, after so many lines. */
    void cutOff(Path file, long lines) {
        cutOff.add(new BrokenLine(String.valueOf(file.getFileName()), lines));
    }

    List<BrokenLine> cutOff() {
        return cutOff;
    }

    ElementCounts elements() {
        return elements;
    }

    long agesPooled() {
        return agesPooled;
    }

    long orphans() {
        return orphans;
    }

    long notCopied() {
        return notCopied;
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
