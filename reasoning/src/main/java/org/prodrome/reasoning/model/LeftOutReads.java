package org.prodrome.reasoning.model;

import java.util.Arrays;
import java.util.List;
import org.prodrome.reasoning.token.Tokens;

/**
 * One row with a read per group of events, each blind for its group: what the network says when the as-of place does not look
 * at the group, though other events still do. One pass for all groups, and near enough to leaving each out to tell which are
 * worth leaving out.
 *
 * @param inputs the row
 * @param unseen what is added to the scores of attention, {@code (1, 1, time, time)} flattened
 */
record LeftOutReads(Inputs inputs, float[] unseen) {

    private static final float UNSEEN = -1e9f;

    static LeftOutReads of(Tokens tokens, List<EventGroup> groups, int places) {
        int events = tokens.length() - 1;
        int reads = groups.size();
        int time = places + reads;
        float now = (float) Math.floor(tokens.ages()[events]);
        float[] days = new float[reads];
        Arrays.fill(days, now);
        Inputs inputs = new Inputs(1, time, reads);
        inputs.put(0, tokens, days);
        float[] unseen = new float[time * time];
        Arrays.fill(unseen, UNSEEN);
        for (int i = 0; i < events; i++) {
            see(unseen, i * time, tokens, tokens.ages()[i]);
        }
        for (int r = 0; r < reads; r++) {
            int row = (places + r) * time;
            see(unseen, row, tokens, tokens.ages()[events]);
            groups.get(r).places().forEach(place -> unseen[row + place] = UNSEEN);
        }
        for (int i = 0; i < time; i++) {
            unseen[i * time + i] = 0;
        }
        return new LeftOutReads(inputs, unseen);
    }

    /** As the network itself has it: what is strictly earlier is seen. */
    private static void see(float[] unseen, int row, Tokens tokens, float age) {
        for (int j = 0; j < tokens.length() - 1; j++) {
            if (tokens.ages()[j] < age) {
                unseen[row + j] = 0;
            }
        }
    }
}
