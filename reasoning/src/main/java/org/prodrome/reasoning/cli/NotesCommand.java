package org.prodrome.reasoning.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.NoteFinding.Assertion;
import org.prodrome.reasoning.note.LabelledText;
import org.prodrome.reasoning.note.NoteEvaluation;
import org.prodrome.reasoning.note.NoteReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code notes evaluate}. */
@Command(
        name = "notes",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "evaluate",
        description = "Measures what is found in texts.")
final class NotesCommand {

    @Command(
            name = "evaluate",
            mixinStandardHelpOptions = true,
            description =
                    "Compares what the note reader finds with what people marked; the last line is one JSON object.")
    int evaluate(
            @Option(
                            names = "--data",
                            required = true,
                            paramLabel = "FILE",
                            description = "labelled texts, tab-separated; the columns are in reasoning/NOTES.md")
                    Path data,
            @Option(names = "--errors", description = "list the errors, by id and offsets") boolean errors) {
        NoteEvaluation result = NoteEvaluation.of(NoteReader.load(), LabelledText.read(data));
        print("concepts", result.concepts());
        for (Assertion assertion : Assertion.values()) {
            print(name(assertion), result.score(assertion));
        }
        System.out.printf(
                Locale.ROOT,
                "%nnegation accuracy %.4f, with what was not found as wrong %.4f%n%n",
                result.negationAccuracy(),
                result.strictNegationAccuracy());
        printConfusion(result.confusion());
        if (errors) {
            result.errors().forEach(NotesCommand::print);
        }
        System.out.println(json(result));
        return 0;
    }

    private static void print(String what, NoteEvaluation.Score score) {
        System.out.printf(
                Locale.ROOT,
                "%-11s marked %4d  found %4d  right %4d  precision %.4f  recall %.4f  F1 %.4f%n",
                what,
                score.marked(),
                score.found(),
                score.right(),
                score.precision(),
                score.recall(),
                score.f1());
    }

    private static void printConfusion(int[][] confusion) {
        String header = Stream.concat(Stream.of(Assertion.values()).map(NotesCommand::name), Stream.of("not found"))
                .map(name -> String.format("%11s", name))
                .collect(Collectors.joining());
        System.out.printf("%-11s%s%n", "marked", header);
        for (int row = 0; row < confusion.length; row++) {
            StringBuilder line = new StringBuilder();
            for (int count : confusion[row]) {
                line.append(String.format(Locale.ROOT, "%11d", count));
            }
            boolean none = row == Assertion.values().length;
            System.out.printf("%-11s%s%n", none ? "not marked" : name(Assertion.values()[row]), line);
        }
    }

    private static void print(NoteEvaluation.Miss miss) {
        System.out.printf(
                "%s %d-%d %s marked %s found %s%n",
                miss.text(), miss.start(), miss.end(), miss.key(), name(miss.marked()), name(miss.found()));
    }

    private static String name(@Nullable Assertion assertion) {
        return assertion == null ? "nothing" : assertion.name().toLowerCase(Locale.ROOT);
    }

    private static String json(NoteEvaluation result) {
        NoteEvaluation.Score affirmed = result.score(Assertion.AFFIRMED);
        NoteEvaluation.Score concepts = result.concepts();
        return String.format(
                Locale.ROOT,
                "{\"command\": \"notes evaluate\", \"texts\": %d, \"marked\": %d, \"affirmed_precision\": %.4f, "
                        + "\"affirmed_recall\": %.4f, \"affirmed_f1\": %.4f, \"negation_accuracy\": %.4f, "
                        + "\"negation_accuracy_strict\": %.4f, \"concept_f1\": %.4f, \"same_span\": %d, \"errors\": %d}",
                result.texts(),
                concepts.marked(),
                affirmed.precision(),
                affirmed.recall(),
                affirmed.f1(),
                result.negationAccuracy(),
                result.strictNegationAccuracy(),
                concepts.f1(),
                result.sameSpan(),
                result.errors().size());
    }
}
