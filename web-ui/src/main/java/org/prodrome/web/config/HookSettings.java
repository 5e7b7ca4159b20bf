package org.prodrome.web.config;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much hook calls may take of this node.
 *
 * @param warmUp how long rules are run on their golden cases at the start, beside what else is loaded, so that the first calls find a
 *     fast program; zero for not at all
 * @param calls most calls at a time, from their arrival on; what comes beyond is answered 503 at once
 * @param answering how many of them are worked on at a time; 0 for twice as many as there are processors
 * @param patience how long a call may have to wait for that; one that is expected to wait for longer when it arrives, or does, is
 *     answered 503
 * @param otherCalls most discovery and feedback calls at a time, which hook calls take no places from
 * @param keeping most assessments that wait to be kept in the database, in memory
 * @param tokens most tokens of the last minutes that are remembered, so that none is used twice; a node that is alone answers 503
 *     beyond them rather than forget one
 * @param store how long an answer waits for what it reads from the database, such as earlier decisions
 * @param feedback how long feedback waits for its card to be kept before it is kept behind it, in memory
 * @param recordKept how long the record that was read at the opening of a chart is there for later hooks; zero for never
 * @param recordsKept most such records
 * @param recordHeap most memory of them together
 * @param recordReadings how many are read at a time
 */
public record HookSettings(
        @DefaultValue("4s") Duration warmUp,
        @DefaultValue("64") int calls,
        @DefaultValue("0") int answering,
        @DefaultValue("150ms") Duration patience,
        @DefaultValue("16") int otherCalls,
        @DefaultValue("1000") int keeping,
        @DefaultValue("250000") int tokens,
        @DefaultValue("60ms") Duration store,
        @DefaultValue("2s") Duration feedback,
        @DefaultValue("5m") Duration recordKept,
        @DefaultValue("100") int recordsKept,
        @DefaultValue("64MB") DataSize recordHeap,
        @DefaultValue("4") int recordReadings) {
    /** While one of them waits for its rules or its model another computes. */
    private static final int PER_PROCESSOR = 2;

    public HookSettings {
        if (calls < 1
                || answering < 0
                || otherCalls < 1
                || keeping < 1
                || tokens < 1
                || recordsKept < 1
                || recordReadings < 1) {
            throw new IllegalArgumentException("prodrome.hooks: expected numbers of at least 1");
        }
        if (warmUp.isNegative()
                || patience.isNegative()
                || store.isNegative()
                || feedback.isNegative()
                || recordKept.isNegative()
                || recordHeap.toBytes() < 1) {
            throw new IllegalArgumentException("prodrome.hooks: expected no time below zero, and room for records");
        }
    }

    /** How many calls are worked on at a time. */
    public int turns() {
        return answering == 0 ? PER_PROCESSOR * Runtime.getRuntime().availableProcessors() : answering;
    }
}
