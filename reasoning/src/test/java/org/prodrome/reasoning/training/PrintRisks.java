package org.prodrome.reasoning.training;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.TrustedKeys;

/** A main program: loads a package, answers, prints every bit. */
final class PrintRisks {

    private PrintRisks() {}

    /** Arguments: package directory, directory of trusted keys. */
    public static void main(String[] arguments) {
        TrustedKeys trusted = TrustedKeys.in(Path.of(arguments[1]));
        try (RiskModel model = RiskModel.load(Path.of(arguments[0]), trusted)) {
            System.out.println("risks " + bits(model));
        }
    }

    static String bits(RiskModel model) {
        return List.of(8, 30, 60).stream()
                .map(events -> (RiskProfile) model.answer(TestTimelines.usual(events), Depth.RISKS))
                .flatMap(profile -> profile.risks().stream())
                .map(risk -> Long.toHexString(Double.doubleToRawLongBits(risk.probability())))
                .collect(Collectors.joining(" "));
    }
}
