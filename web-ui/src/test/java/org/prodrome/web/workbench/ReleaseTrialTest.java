package org.prodrome.web.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.web.workbench.TestRules.METFORMIN;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.function.DeploymentConfiguration;
import com.vaadin.flow.internal.CurrentInstance;
import com.vaadin.flow.internal.nodefeature.ComponentMapping;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinSession;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.web.TestStore;
import org.prodrome.web.audit.TestAudit;
import org.prodrome.web.governance.Role;
import org.prodrome.web.governance.RuleChange;
import org.prodrome.web.governance.RuleChange.Status;
import org.prodrome.web.governance.RuleSettings;
import org.prodrome.web.governance.RuleState;
import org.prodrome.web.governance.Staff;
import org.prodrome.web.store.MasterKey;
import org.prodrome.web.store.Pseudonym;
import org.prodrome.web.store.TestVaults;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** What is released was tried first, and where the golden cases differ, a person says so once more. */
class ReleaseTrialTest {
    @TempDir
    Path folder;

    private final UI page = new UI();
    private TestRules rules;
    private WorkbenchSessions sessions;

    @BeforeEach
    void signIn() {
        DataSource store = TestStore.fresh();
        rules = TestRules.on(store, folder);
        sessions = new WorkbenchSessions(
                TestSettings.at("https://staff.example.org"),
                TestVaults.of(store, MasterKey.readOrCreate(TestStore.keyFile(folder))),
                TestAudit.log(store, folder),
                TestStore.clock());
        page.getInternals().setSession(new OwnSession());
        UI.setCurrent(page);
        CurrentInstance.set(VaadinRequest.class, new VaadinServletRequest(signedIn(), null));
    }

    @AfterEach
    void leave() {
        CurrentInstance.clearAll();
    }

    @Test
    void whereEveryCaseIsAsExpectedItIsReleasedAndTheHistorySaysSo() {
        RuleChange proposal = proposed(new RuleSettings(RuleState.ON, null, Map.of()));

        trial(proposal).run();

        assertThat(dialog()).isEmpty();
        assertThat(now(proposal).status()).isEqualTo(Status.RELEASED);
        assertThat(now(proposal).decision())
                .isNotNull()
                .extracting(RuleChange.Decided::reason)
                .asString()
                .matches("(\\d+) of \\1 golden cases as expected");
    }

    @Test
    void whereCasesDifferNothingIsReleasedUntilSomebodySaysSoAllTheSame() {
        RuleChange proposal =
                proposed(new RuleSettings(RuleState.ON, null, Map.of("Contraindicated Below", new BigDecimal("7.5"))));

        trial(proposal).run();

        Dialog asked = dialog().orElseThrow();
        assertThat(asked.getElement().getTextRecursively())
                .containsPattern("\\d+ of \\d+ golden cases as expected\\. With the proposed settings these come out");
        assertThat(now(proposal).status()).isEqualTo(Status.PROPOSED);
        button(asked, "release-anyway").click();

        assertThat(now(proposal).status()).isEqualTo(Status.RELEASED);
        assertThat(now(proposal).decision())
                .isNotNull()
                .extracting(RuleChange.Decided::reason)
                .asString()
                .doesNotMatch("(\\d+) of \\1 golden cases as expected");
    }

    @Test
    void whoIsNoLongerSignedInReleasesNothing() {
        RuleChange proposal = proposed(new RuleSettings(RuleState.ON, null, Map.of()));
        CurrentInstance.set(VaadinRequest.class, new VaadinServletRequest(new MockHttpServletRequest(), null));

        trial(proposal).run();

        assertThat(now(proposal).status()).isEqualTo(Status.PROPOSED);
    }

    private RuleChange proposed(RuleSettings to) {
        Staff approver = new SignedIn(sessions).now().orElseThrow();
        return rules.proposed(
                new Staff(
                        new Pseudonym("1".repeat(64)),
                        approver.provider(),
                        "Ines",
                        Set.of(Role.AUTHOR),
                        approver.freshUntil()),
                to);
    }

    private ReleaseTrial trial(RuleChange proposal) {
        return new ReleaseTrial(
                new RuleActs(
                        rules.desk,
                        new SignedIn(sessions),
                        rules.desk.rule(METFORMIN.id()).orElseThrow(),
                        () -> {}),
                proposal);
    }

    private RuleChange now(RuleChange proposal) {
        return rules.governance.desk.inForce(METFORMIN).changes().stream()
                .filter(change -> change.id().equals(proposal.id()))
                .findFirst()
                .orElseThrow();
    }

    private Optional<Dialog> dialog() {
        page.getInternals().getStateTree().runExecutionsBeforeClientResponse();
        return within(page)
                .filter(Dialog.class::isInstance)
                .map(Dialog.class::cast)
                .findFirst();
    }

    private static Button button(Component inside, String id) {
        return within(inside)
                .filter(part -> part.getId().filter(id::equals).isPresent())
                .map(Button.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** A component and all in it, a dialog's footer too. */
    private static Stream<Component> within(Component component) {
        List<Component> found = new ArrayList<>();
        component.getElement().getNode().visitNodeTree(node -> {
            if (node.hasFeature(ComponentMapping.class)) {
                node.getFeature(ComponentMapping.class).getComponent().ifPresent(found::add);
            }
        });
        return found.stream();
    }

    /** A browser's session that is this test's alone. */
    private static final class OwnSession extends VaadinSession {
        private static final long serialVersionUID = 1;

        private final ReentrantLock lock = new ReentrantLock();

        private OwnSession() {
            super(null);
            lock.lock();
        }

        @Override
        public Lock getLockInstance() {
            return lock;
        }

        /** In production mode, all else off. */
        @Override
        public DeploymentConfiguration getConfiguration() {
            return (DeploymentConfiguration) Proxy.newProxyInstance(
                    DeploymentConfiguration.class.getClassLoader(),
                    new Class<?>[] {DeploymentConfiguration.class},
                    (proxy, method, arguments) -> method.getReturnType() == boolean.class
                            ? Boolean.valueOf(method.getName().equals("isProductionMode"))
                            : null);
        }
    }

    /** A request of an approver who signed in a moment ago. */
    private MockHttpServletRequest signedIn() {
        Instant now = Instant.now(TestStore.clock());
        OidcIdToken token = new OidcIdToken(
                "header.claims.signature", now, now.plusSeconds(60), Map.of("sub", "staff-2", "auth_time", now));
        MockHttpServletResponse response = new MockHttpServletResponse();
        sessions.saveContext(
                new SecurityContextImpl(
                        new TestingAuthenticationToken(new DefaultOidcUser(List.of(), token), "", "ROLE_APPROVER")),
                new MockHttpServletRequest(),
                response);
        SecurityContextHolder.clearContext();
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(response.getCookie(WorkbenchSessions.COOKIE));
        return request;
    }
}
