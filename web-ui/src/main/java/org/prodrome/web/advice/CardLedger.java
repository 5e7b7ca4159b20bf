package org.prodrome.web.advice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.reasoning.card.Matter;
import org.prodrome.web.store.PatientVault;
import org.prodrome.web.store.Pseudonym;
import org.prodrome.web.store.StoreException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Keeps each assessment and each card that came of it, shown or not. */
@Component
public class CardLedger {
    private static final String CARD = "card";
    private static final String ASSESSMENT = "assessment";

    private final JdbcClient jdbc;
    private final PatientVault vault;
    private final JsonMapper json;
    private final StoreQueue queue;

    CardLedger(JdbcClient jdbc, PatientVault vault, JsonMapper json, StoreQueue queue) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.json = json;
        this.queue = queue;
    }

    void keep(Occasion occasion, AssessmentRow row, String rulesHash) {
        jdbc.sql("INSERT INTO assessment (id, pseudonym, moment, as_of, model_hash, rules_hash, envelope, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        occasion.assessment(),
                        occasion.patient().hash(),
                        row.moment().name(),
                        row.asOf(),
                        row.modelHash(),
                        rulesHash,
                        vault.seal(occasion.patient(), ASSESSMENT, json.writeValueAsBytes(row.inputs())),
                        row.at().atOffset(ZoneOffset.UTC)))
                .update();
    }

    void keep(Occasion occasion, OfferedCard card, Showing showing, Instant at) {
        byte[] snapshot = json.writeValueAsBytes(CardSnapshot.of(card.card()));
        jdbc.sql(
                        "INSERT INTO card (uuid, assessment_id, matter, pseudonym, issuer, channel, hook_instance, actor, source_id,"
                                + " source_version, severity, stage, outcome, issued_at, envelope, episode)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        card.uuid(),
                        occasion.assessment(),
                        card.card().matter().hash(),
                        occasion.patient().hash(),
                        occasion.issuer(),
                        occasion.asker().channel().name(),
                        occasion.asker().hookInstance(),
                        occasion.actor().hash(),
                        card.card().basis().sourceId(),
                        card.card().basis().version(),
                        card.card().severity().name(),
                        card.stage().name(),
                        showing.name(),
                        at.atOffset(ZoneOffset.UTC),
                        vault.seal(occasion.patient(), CARD, snapshot),
                        occasion.episode()))
                .update();
        CardParts.of(card.card()).forEach(part -> keep(card.uuid(), part));
        card.suggestions()
                .forEach((key, uuid) -> jdbc.sql(
                                "INSERT INTO card_suggestion (uuid, card_uuid, suggestion) VALUES (?, ?, ?)")
                        .params(uuid, card.uuid(), key)
                        .update());
    }

    private void keep(UUID card, CardParts.Part part) {
        jdbc.sql("INSERT INTO card_part (card_uuid, matter, source_id, source_version, severity, evaluated)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .params(
                        card,
                        part.matter().hash(),
                        part.sourceId(),
                        part.sourceVersion(),
                        part.severity().name(),
                        part.evaluated())
                .update();
    }

    /** The card of a uuid, if it was ever issued. */
    public Optional<IssuedCard> find(UUID uuid) {
        return queue.find(uuid).map(PendingCard::issued).or(() -> kept(uuid));
    }

    /** Whether it was shown and could not be kept, as far as this node remembers: nothing can be kept about it. */
    public boolean isLost(UUID card) {
        return queue.isLost(card);
    }

    /**
     * Runs work that needs a card in the database: at once, or as soon as the card is there.
     *
     * @param until how long that is waited for; then it is done behind the card
     * @throws org.springframework.dao.DataAccessException where it cannot be done, nor wait
     */
    public void onceKept(UUID card, Deadline until, Runnable work) {
        queue.onceKept(card, until, work);
    }

    private Optional<IssuedCard> kept(UUID uuid) {
        return jdbc.sql("SELECT uuid, matter, pseudonym, issuer, actor, envelope FROM card WHERE uuid = ?")
                .param(uuid)
                .query((row, rowNumber) -> issued(row))
                .optional()
                .flatMap(Function.identity());
    }

    private Optional<IssuedCard> issued(ResultSet row) throws SQLException {
        Pseudonym patient = new Pseudonym(row.getString("pseudonym"));
        UUID uuid = row.getObject("uuid", UUID.class);
        Matter matter = new Matter(row.getString("matter"));
        String issuer = row.getString("issuer");
        Pseudonym actor = new Pseudonym(row.getString("actor"));
        return snapshot(patient, row.getBytes("envelope"))
                .map(shown -> new IssuedCard(uuid, matter, issuer, patient, actor, shown));
    }

    Optional<CardSnapshot> lastShown(Pseudonym patient, String matter) {
        return jdbc.sql("SELECT c.envelope FROM card c JOIN card_part p ON p.card_uuid = c.uuid"
                        + " WHERE c.pseudonym = ? AND p.matter = ? AND c.outcome = 'SHOWN'"
                        + " ORDER BY c.issued_at DESC LIMIT 1")
                .params(patient.hash(), matter)
                .query((row, rowNumber) -> snapshot(patient, row.getBytes("envelope")))
                .optional()
                .flatMap(Function.identity());
    }

    private Optional<CardSnapshot> snapshot(Pseudonym patient, byte[] envelope) {
        try {
            return Optional.of(json.readValue(vault.open(patient, CARD, envelope), CardSnapshot.class));
        } catch (StoreException | JacksonException unreadable) {
            return Optional.empty();
        }
    }

    /** The suggestion key a suggestion uuid of a card stands for. */
    public Optional<String> suggestion(UUID card, UUID suggestion) {
        return queue.find(card)
                .map(pending -> pending.suggestion(suggestion))
                .orElseGet(() -> keptSuggestion(card, suggestion));
    }

    private Optional<String> keptSuggestion(UUID card, UUID suggestion) {
        return jdbc.sql("SELECT suggestion FROM card_suggestion WHERE uuid = ? AND card_uuid = ?")
                .params(List.of(suggestion, card))
                .query(String.class)
                .optional();
    }

    /**
     * A card that was issued.
     *
     * @param uuid of the showing
     * @param matter what it was about
     * @param issuer at which EHR
     * @param patient whose it was
     * @param actor for whom it was issued
     * @param shown as it was shown
     */
    public record IssuedCard(
            UUID uuid, Matter matter, String issuer, Pseudonym patient, Pseudonym actor, CardSnapshot shown) {}

    /**
     * For whom, about whom and in which assessment cards are issued.
     *
     * @param assessment its id
     * @param issuer at which EHR
     * @param patient about whom
     * @param actor for whom
     * @param asker as the channel named them
     * @param episode keyed hash of the open encounter, or null
     */
    record Occasion(
            UUID assessment,
            String issuer,
            Pseudonym patient,
            Pseudonym actor,
            Asker asker,
            @Nullable String episode) {}
}
