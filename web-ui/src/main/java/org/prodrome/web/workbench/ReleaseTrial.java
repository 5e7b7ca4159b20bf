package org.prodrome.web.workbench;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import org.prodrome.reasoning.rule.GoldenTests;
import org.prodrome.web.governance.RuleChange;

/** Runs the golden cases under the proposed settings before they are released; where one differs, asks once more. */
final class ReleaseTrial {
    private static final int LISTED = 8;

    private final RuleActs acts;
    private final RuleChange change;

    ReleaseTrial(RuleActs acts, RuleChange change) {
        this.acts = acts;
        this.change = change;
    }

    void run() {
        acts.golden(change.to()).ifPresent(this::ran);
    }

    private void ran(List<GoldenTests.Result> results) {
        List<GoldenTests.Result> differing =
                results.stream().filter(result -> !result.passed()).toList();
        String tried = (results.size() - differing.size()) + " of " + results.size() + " golden cases as expected";
        if (differing.isEmpty()) {
            release(tried);
        } else {
            ask(differing, tried).open();
        }
    }

    private Dialog ask(List<GoldenTests.Result> differing, String tried) {
        Dialog dialog = new Dialog();
        dialog.setId("release-trial");
        dialog.setHeaderTitle("Golden cases differ");
        dialog.setWidth("min(560px, 94vw)");
        UnorderedList list = new UnorderedList();
        differing.stream().limit(LISTED).forEach(result -> list.add(new ListItem(result.title())));
        dialog.add(new Paragraph(tried + ". With the proposed settings these come out otherwise:"), list);
        Button release = new Button("Release all the same", click -> {
            dialog.close();
            release(tried);
        });
        release.setId("release-anyway");
        release.addThemeVariants(ButtonVariant.LUMO_ERROR);
        Button cancel = new Button("Cancel", click -> dialog.close());
        cancel.setId("release-cancel");
        dialog.getFooter().add(cancel, release);
        return dialog;
    }

    private void release(String tried) {
        acts.perform(
                "Released: it is in force on every node within seconds.",
                (desk, who, rule) -> desk.release(who, rule, change.id(), tried));
    }
}
