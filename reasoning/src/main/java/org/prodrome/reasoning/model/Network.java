package org.prodrome.reasoning.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The whole model: a decoder-only transformer over clinical events with age instead of position, and two heads.
 *
 * <ul>
 *   <li>Next event, after Delphi-2M (Shmatko et al., Nature 2025): competing exponential rates. The loss of a waiting time
 *       is {@code total rate * time - log(rate of what came)}.
 *   <li>Risk, after MOTOR (Steinberg et al., ICLR 2024): piecewise constant hazards per outcome and time bin. The loss is
 *       {@code sum(hazard * exposure - event * log hazard)}; exposure 0 masks what is prevalent or censored.
 * </ul>
 *
 * <p>An event sees strictly earlier events and itself. As-of tokens fill the last {@code reads} places of every row: they
 * see but are never seen, so one pass answers for several days. The risk head has each analyte's values side by side too
 * ({@link RecentValues}), as a wide part beside the deep one (Cheng et al., DLRS 2016). Rates are per year. Not thread-safe
 * while it is built; a session on its graph is. In the comments below b is batch, t time, r reads, d width, h heads, v codes,
 * o outcomes, k hazard bins, m analytes, s spans of memory, n the rows that have a next event.
 */
public final class Network {

    /** Ages of padding: later than everything, hence unseen. In days, exactly representable as a float. */
    public static final float NEVER = 1 << 20;

    static final String EMBEDDED = "embedded"; // the operation that integrated gradients feed
    private static final float EPSILON = 1e-5f;
    private static final float UNSEEN = -1e9f;
    private static final float SPREAD = 0.02f;
    private static final float TIME_SPREAD = 1e-3f;

    private final Graph graph;
    private final Ops tf;
    private final NetworkShape shape;
    private final boolean training;
    private final Map<String, Weight> weights = new LinkedHashMap<>();

    private final Placeholder<TInt32> codes; // (b, t)
    private final Placeholder<TInt32> bins; // (b, t)
    private final Placeholder<TFloat32> values; // (b, t) z-scores
    private final Placeholder<TFloat32> changes; // (b, t) z-score less the mean of the earlier ones of its code
    private final Placeholder<TFloat32> ages; // (b, t) days
    private final Placeholder<TFloat32> gaps; // (b, t) days since the last earlier event
    private final Placeholder<TInt32> reads; // () how many places at the end are as-of tokens
    private final Operand<TInt32> time; // ()
    private final Operand<TFloat32> codeTable; // (v, d)
    private final RecentValues recentValues;
    private final Operand<TFloat32> evidence; // (b * t, d + m) embeddings, then the values in their analytes' columns
    private final Operand<TFloat32> unseen; // (b, 1, t, t) added to scores: 0 where row i may look at place j
    private final Operand<TFloat32> past; // (b, 1, t, t) days from j to i
    private final Operand<TFloat32> states; // (b * t, d) in training, (b * r, d) in serving
    private final Operand<TFloat32> means; // (b * r, s m) each analyte's values at the reads
    private final Operand<TFloat32> logHazards; // (b * r, o, k)
    private final Placeholder<TInt32> dropoutSeed; // (2)
    private final Placeholder<TFloat32> keep; // () 1 - dropout rate
    private int dropouts;

    /** Builds the graph. Training has dropout and states at every place; serving computes the last layer for reads only. */
    public Network(Graph graph, NetworkShape shape, boolean training) {
        this.graph = graph;
        this.tf = Ops.create(graph);
        this.shape = shape;
        this.training = training;
        codes = input("codes", TInt32.class, Shape.of(-1, -1));
        bins = input("bins", TInt32.class, Shape.of(-1, -1));
        values = input("values", TFloat32.class, Shape.of(-1, -1));
        changes = input("changes", TFloat32.class, Shape.of(-1, -1));
        ages = input("ages", TFloat32.class, Shape.of(-1, -1));
        gaps = input("gaps", TFloat32.class, Shape.of(-1, -1));
        reads = input("reads", TInt32.class, Shape.scalar());
        dropoutSeed = input("dropout_seed", TInt32.class, Shape.of(2));
        keep = input("keep", TFloat32.class, Shape.scalar());
        time = tf.reshape(tf.slice(tf.shape(codes), tf.array(1), tf.array(1)), tf.array(new int[0]));
        codeTable = codeTable();
        recentValues = new RecentValues(tf, shape, codes, bins);
        evidence = evidence();
        unseen = unseen();
        past = past();
        states = decoder();
        means = means();
        logHazards = logHazards();
    }

    private Operand<TFloat32> codeTable() {
        Operand<TFloat32> own = weight("code", SPREAD, true, shape.codes(), shape.width()); // (v, d)
        if (!training) {
            return own; // (v, d) parents are added in when the weights are exported
        }
        Operand<TFloat32> parents = tf.gather(own, tf.constant(shape.parents()), tf.constant(0)); // (v, widest, d)
        Operand<TFloat32> known = tf.constant(shape.known()); // (v, widest, 1)
        return tf.math.add(own, tf.reduceSum(tf.math.mul(parents, known), tf.constant(1))); // (v, d)
    }

    private Operand<TFloat32> evidence() {
        Operand<TInt32> flat = tf.reshape(codes, tf.array(-1)); // (b * t)
        Operand<TFloat32> code = tf.gather(codeTable, flat, tf.constant(0)); // (b * t, d)
        Operand<TFloat32> binTable = weight("bin", SPREAD, true, shape.bins(), shape.width()); // (bins, d)
        Operand<TFloat32> bin = tf.gather(binTable, tf.reshape(bins, tf.array(-1)), tf.constant(0)); // (b * t, d)
        Operand<TFloat32> value = tf.math.mul(perCode("slope", flat), column(values)); // (b * t, d)
        Operand<TFloat32> change = tf.math.mul(perCode("turn", flat), column(changes)); // (b * t, d)
        Operand<TFloat32> clock = weight("time", TIME_SPREAD, true, TimeFeatures.WIDTH, shape.width());
        Operand<TFloat32> when = tf.linalg.matMul(TimeFeatures.of(tf, column(ages), column(gaps)), clock); // (b * t, d)
        Operand<TFloat32> event = tf.math.addN(List.of(code, bin, value, change, when)); // (b * t, d)
        return tf.withName(EMBEDDED)
                .concat(List.of(event, recentValues.columns(column(values))), tf.constant(1)); // (b * t, d + m)
    }

    private Operand<TFloat32> means() {
        Operand<TFloat32> columns = tf.slice(evidence, tf.array(0, shape.width()), tf.array(-1, -1)); // (b * t, m)
        return recentValues.means(askedByReads(unseen), askedByReads(past), columns); // (b * r, s m)
    }

    private Operand<TFloat32> perCode(String name, Operand<TInt32> flat) {
        Operand<TFloat32> table = weight(name, SPREAD, true, shape.codes(), shape.width()); // (v, d)
        return tf.gather(table, flat, tf.constant(0)); // (b * t, d)
    }

    private Operand<TFloat32> decoder() {
        Operand<TFloat32> x = dropped(tf.slice(evidence, tf.array(0, 0), tf.array(-1, shape.width()))); // (b * t, d)
        List<Operand<TFloat32>> unseen = faded(); // h of (b, 1, t, t)
        for (int layer = 0; layer < shape.layers(); layer++) {
            boolean readsOnly = !training && layer == shape.layers() - 1;
            String name = "layer" + layer + "_";
            Operand<TFloat32> seen = norm(x); // (b * t, d)
            if (readsOnly) {
                x = atReads(x); // (b * r, d); below, t is r for the asking side
                unseen = unseen.stream().map(this::askedByReads).toList(); // h of (b, 1, r, t)
            }
            x = tf.math.add(x, dropped(attention(name, readsOnly, seen, unseen))); // (b * t, d)
            x = tf.math.add(x, dropped(feedForward(name, norm(x)))); // (b * t, d)
        }
        return tf.math.mul(norm(x), weight("norm_gain", 0, 1, false, shape.width())); // (b * t, d)
    }

    /** 0 where row i may look at place j, else about minus infinity: j strictly earlier and no as-of token, or i itself. */
    private Operand<TFloat32> unseen() {
        Operand<TBool> earlier = tf.math.less(
                tf.expandDims(ages, tf.constant(1)), tf.expandDims(ages, tf.constant(2))); // (b, t, t) age j < age i
        Operand<TBool> event =
                tf.expandDims(tf.math.notEqual(codes, tf.constant(shape.asOfCode())), tf.constant(1)); // (b, 1, t)
        Operand<TFloat32> ones = tf.fill(tf.stack(List.of(time, time)), tf.constant(1f)); // (t, t)
        Operand<TFloat32> self = tf.linalg.bandPart(ones, tf.constant(0), tf.constant(0)); // (t, t)
        Operand<TBool> allowed = tf.math.logicalOr(
                tf.math.logicalAnd(earlier, event), tf.math.greater(self, tf.constant(0.5f))); // (b, t, t)
        Operand<TFloat32> bias = tf.select(allowed, tf.constant(0f), tf.constant(UNSEEN)); // (b, t, t)
        return tf.withName(SavedNetwork.MASK).stopGradient(tf.expandDims(bias, tf.constant(1))); // (b, 1, t, t)
    }

    private Operand<TFloat32> askedByReads(Operand<TFloat32> unseen) {
        return tf.slice(unseen, places(0, 0, unread(), 0), places(-1, -1, reads, -1)); // (b, 1, t, t) to (b, 1, r, t)
    }

    /** Heads forget at rates of their own, the first never: ALiBi (Press et al., ICLR 2022), on years instead of places. */
    private List<Operand<TFloat32>> faded() {
        List<Operand<TFloat32>> faded = new ArrayList<>(List.of(unseen));
        for (int head = 1; head < shape.heads(); head++) {
            Operand<TFloat32> perDay = tf.constant((float) (shape.fading(head) / Hazards.DAYS_PER_YEAR)); // ()
            faded.add(tf.stopGradient(tf.math.sub(unseen, tf.math.mul(past, perDay)))); // (b, 1, t, t)
        }
        return faded;
    }

    /** One small product per head keeps its scores in the cache and needs no transposition. */
    private Operand<TFloat32> attention(
            String name, boolean readsOnly, Operand<TFloat32> x, List<Operand<TFloat32>> unseen) {
        int d = shape.width();
        float spread = (float) (1 / Math.sqrt(d));
        Operand<TFloat32> scale = tf.constant((float) (1 / Math.sqrt((double) d / shape.heads()))); // ()
        Operand<TFloat32> ask = tf.math.mul(weight(name + "ask", spread, true, d, d), scale); // (d, d)
        Operand<TFloat32> askBias = tf.math.mul(weight(name + "ask_bias", 0, false, d), scale); // (d)
        Operand<TFloat32> see = weight(name + "see", spread, true, d, 2 * d); // (d, 2 d) keys, then values
        Operand<TFloat32> seeBias = weight(name + "see_bias", 0, false, 2 * d); // (2 d)
        List<Operand<TFloat32>> parts = new ArrayList<>(); // 3 h of (b * t, d / h)
        if (readsOnly) {
            parts.addAll(perHead(linear(atReads(x), ask, askBias), shape.heads())); // h of (b * r, d / h)
            parts.addAll(perHead(linear(x, see, seeBias), 2 * shape.heads())); // 2 h of (b * t, d / h)
        } else {
            Operand<TFloat32> all = tf.concat(List.of(ask, see), tf.constant(1)); // (d, 3 d) one large product
            Operand<TFloat32> bias = tf.concat(List.of(askBias, seeBias), tf.constant(0)); // (3 d)
            parts.addAll(perHead(linear(x, all, bias), 3 * shape.heads()));
        }
        List<Operand<TFloat32>> mixed = new ArrayList<>();
        for (int head = 0; head < shape.heads(); head++) {
            Operand<TFloat32> q = rows(parts.get(head), readsOnly ? reads : time); // (b, 1, t, d / h)
            Operand<TFloat32> k = rows(parts.get(shape.heads() + head), time); // (b, 1, t, d / h)
            Operand<TFloat32> v = rows(parts.get(2 * shape.heads() + head), time); // (b, 1, t, d / h)
            Operand<TFloat32> scores = tf.math.add(product(q, k, true), unseen.get(head)); // (b, 1, t, t)
            Operand<TFloat32> share = tf.nn.softmax(scores); // (b, 1, t, t)
            mixed.add(tf.reshape(product(share, v, false), tf.array(-1, d / shape.heads()))); // (b * t, d / h)
        }
        return linear(name + "mix", tf.concat(mixed, tf.constant(1)), d, d, residualShare()); // (b * t, d)
    }

    private List<? extends Operand<TFloat32>> perHead(Operand<TFloat32> x, int parts) {
        return tf.split(tf.constant(1), x, (long) parts).output(); // each (b * t, d / h)
    }

    private Operand<TFloat32> rows(Operand<TFloat32> x, Operand<TInt32> places) {
        return tf.reshape(x, places(-1, 1, places, shape.width() / shape.heads())); // (b, 1, t, d / h)
    }

    /** Version 2 of the operation, which the CPU library takes over; the API's own is version 3, which it does not. */
    private Operand<TFloat32> product(Operand<TFloat32> a, Operand<TFloat32> b, boolean transposed) {
        return tf.scope()
                .opBuilder("BatchMatMulV2", "BatchMatMulV2")
                .addInput(a.asOutput())
                .addInput(b.asOutput())
                .setAttr("adj_y", transposed)
                .build()
                .output(0);
    }

    private Operand<TFloat32> feedForward(String name, Operand<TFloat32> x) {
        int d = shape.width();
        Operand<TFloat32> wide = tf.nn.relu(linear(name + "widen", x, d, 4 * d, 1)); // (b * t, 4 d)
        return linear(name + "narrow", wide, 4 * d, d, residualShare()); // (b * t, d)
    }

    /** Root mean square of 1; the linear layer that follows holds gain and shift. */
    private Operand<TFloat32> norm(Operand<TFloat32> x) {
        Operand<TFloat32> power = tf.math.mean(tf.math.square(x), tf.constant(1), Mean.keepDims(true)); // (b * t, 1)
        return tf.math.mul(x, tf.math.rsqrt(tf.math.add(power, tf.constant(EPSILON)))); // (b * t, d)
    }

    private Operand<TFloat32> logHazards() {
        int o = shape.outcomes();
        int k = shape.hazardBins();
        int d = shape.width();
        Operand<TFloat32> state = training ? atReads(states) : states; // (b * r, d)
        Operand<TFloat32> recent = RecentValues.bent(tf, means); // (b * r, 2 s m)
        Operand<TFloat32> both = tf.concat(List.of(state, recent), tf.constant(1)); // (b * r, d + 2 s m)
        Operand<TFloat32> mixed =
                tf.nn.relu(linear("risk_widen", both, d + RecentValues.width(shape), d, 1)); // (b * r, d)
        Operand<TFloat32> x = tf.math.add(state, linear("risk_narrow", mixed, d, d, residualShare())); // (b * r, d)
        Operand<TFloat32> level = tf.math.add(
                tf.linalg.matMul(x, weight("risk_level", 0, true, d, o)),
                tf.linalg.matMul(recent, weight("risk_recent", 0, true, RecentValues.width(shape), o))); // (b * r, o)
        Operand<TFloat32> course = tf.linalg.matMul(x, weight("risk_course", 0, true, d, o * k));
        Operand<TFloat32> own = tf.math.add(
                tf.reshape(course, tf.array(-1, o, k)), tf.reshape(level, tf.array(-1, o, 1))); // (b * r, o, k)
        return tf.math.add(own, weight("risk_base", 0, false, o, k)); // (b * r, o, k) on the log hazard of everybody
    }

    /** Hazards per year, {@code (batch * reads, outcomes, bins)}; death is the last outcome. */
    public Operand<TFloat32> hazards() {
        return tf.math.exp(logHazards); // (b * r, o, k)
    }

    /** Adds both losses; only for a network built for training. */
    public Losses losses() {
        Placeholder<TInt32> rows = input("rows", TInt32.class, Shape.of(-1)); // (n)
        Placeholder<TInt32> next = input("next", TInt32.class, Shape.of(-1)); // (n)
        Placeholder<TFloat32> waits = input("waits", TFloat32.class, Shape.of(-1)); // (n)
        Shape perRead = Shape.of(-1, shape.outcomes(), shape.hazardBins());
        Placeholder<TFloat32> exposure = input("exposure", TFloat32.class, perRead); // (b * r, o, k)
        Placeholder<TFloat32> events = input("events", TFloat32.class, perRead); // (b * r, o, k)
        Operand<TFloat32> expected = tf.math.mul(hazards(), exposure); // (b * r, o, k)
        Operand<TFloat32> came = tf.math.mul(events, logHazards); // (b * r, o, k)
        Operand<TFloat32> risk = tf.reduceSum(tf.math.sub(expected, came), tf.array(1, 2)); // (b * r)
        return new Losses(
                rows, next, waits, exposure, events, nextEvent(rows, next, waits), tf.math.mean(risk, tf.constant(0)));
    }

    private Operand<TFloat32> nextEvent(Operand<TInt32> rows, Operand<TInt32> next, Operand<TFloat32> waits) {
        Operand<TFloat32> base = weight("rate_base", 0, false, shape.codes()); // (v) log rate of everybody
        Operand<TFloat32> x = tf.gather(states, rows, tf.constant(0)); // (n, d)
        Operand<TFloat32> logRates =
                tf.math.add(tf.linalg.matMul(x, codeTable, MatMul.transposeB(true)), base); // (n, v)
        Operand<TFloat32> total = tf.reduceSum(tf.math.exp(logRates), tf.constant(1)); // (n) per year
        Operand<TFloat32> wanted = tf.gather(codeTable, next, tf.constant(0)); // (n, d)
        Operand<TFloat32> logRate = tf.math.add(
                tf.reduceSum(tf.math.mul(x, wanted), tf.constant(1)), tf.gather(base, next, tf.constant(0))); // (n)
        Operand<TFloat32> each = tf.math.sub(tf.math.mul(total, waits), logRate); // (n)
        Operand<TFloat32> count = tf.dtypes.cast(tf.size(rows), TFloat32.class); // ()
        Operand<TFloat32> divisor = tf.stopGradient(tf.math.maximum(count, tf.constant(1f))); // () n may be 0
        return tf.math.div(tf.reduceSum(each, tf.constant(0)), divisor); // ()
    }

    /** Starts with a spread that keeps the size of states, times a share. */
    private Operand<TFloat32> linear(String name, Operand<TFloat32> x, int from, int to, double share) {
        float spread = (float) (share / Math.sqrt(from));
        return linear(x, weight(name, spread, true, from, to), weight(name + "_bias", 0, false, to)); // (b * t, to)
    }

    private Operand<TFloat32> linear(Operand<TFloat32> x, Operand<TFloat32> weight, Operand<TFloat32> bias) {
        return tf.nn.biasAdd(tf.linalg.matMul(x, weight), bias); // (b * t, to)
    }

    /** What is added to the stream starts smaller the more layers add to it. */
    private double residualShare() {
        return 1 / Math.sqrt(2.0 * shape.layers());
    }

    /** In training, with some of it dropped; each call drops by a mask of its own. */
    private Operand<TFloat32> dropped(Operand<TFloat32> x) {
        return training ? new Dropout(tf, keep).of(x, tf.size(codes), shape.width(), dropoutMask()) : x; // (b * t, d)
    }

    private Operand<TInt32> dropoutMask() {
        return tf.math.add(dropoutSeed, tf.constant(new int[] {0, ++dropouts})); // (2)
    }

    /** The last {@code reads} places of each row: {@code (b * t, d)} to {@code (b * r, d)}. */
    private Operand<TFloat32> atReads(Operand<TFloat32> x) {
        int d = shape.width();
        Operand<TFloat32> apart = tf.reshape(x, places(-1, time, d)); // (b, t, d)
        Operand<TFloat32> last = tf.slice(apart, places(0, unread(), 0), places(-1, reads, d)); // (b, r, d)
        return tf.reshape(last, tf.array(-1, d)); // (b * r, d)
    }

    private Operand<TFloat32> past() {
        Operand<TFloat32> days =
                tf.math.sub(tf.expandDims(ages, tf.constant(2)), tf.expandDims(ages, tf.constant(1))); // (b, t, t)
        return tf.expandDims(tf.math.maximum(days, tf.constant(0f)), tf.constant(1)); // (b, 1, t, t)
    }

    private Operand<TInt32> unread() {
        return tf.math.sub(time, reads); // ()
    }

    private Operand<TInt32> places(Object... sizes) {
        List<Operand<TInt32>> parts = new ArrayList<>();
        for (Object size : sizes) {
            @SuppressWarnings("unchecked")
            Operand<TInt32> part = size instanceof Integer i ? tf.constant(i) : (Operand<TInt32>) size;
            parts.add(part);
        }
        return tf.stack(parts); // (sizes)
    }

    private Operand<TFloat32> column(Operand<TFloat32> x) {
        return tf.reshape(x, tf.array(-1, 1)); // (b, t) to (b * t, 1)
    }

    private <T extends org.tensorflow.types.family.TType> Placeholder<T> input(
            String name, Class<T> type, Shape shape) {
        return tf.withName(name).placeholder(type, Placeholder.shape(shape));
    }

    private Operand<TFloat32> weight(String name, float spread, boolean decays, long... dimensions) {
        return weight(name, spread, 0, decays, dimensions);
    }

    private Operand<TFloat32> weight(String name, float spread, float start, boolean decays, long... dimensions) {
        Variable<TFloat32> variable = tf.withName(name).variable(Shape.of(dimensions), TFloat32.class);
        weights.put(name, new Weight(variable, dimensions, spread, start, decays));
        return variable;
    }

    /** Every weight by name, in the order of building. */
    public Map<String, Weight> weights() {
        return Collections.unmodifiableMap(weights);
    }

    public Graph graph() {
        return graph;
    }

    /** The placeholders of the inputs by name; feed all of them (training needs the seed and the share to keep too). */
    public Map<String, Operand<?>> inputs() {
        return Map.of(
                "codes", codes, "bins", bins, "values", values, "changes", changes, "ages", ages, "gaps", gaps, "reads",
                reads);
    }

    /** Two numbers that decide every dropout mask of a step, {@code (2)}. */
    public Placeholder<TInt32> dropoutSeed() {
        return dropoutSeed;
    }

    /** The share of each state that dropout keeps, {@code ()}. */
    public Placeholder<TFloat32> keep() {
        return keep;
    }

    /** How the network sees the patient at each read, {@code (batch * reads, width + means)}; only for serving. */
    public Operand<TFloat32> readStates() {
        return tf.concat(List.of(states, means), tf.constant(1)); // (b * r, d + s m)
    }

    /** For what is added to the same graph: optimiser, assignments. */
    public Ops ops() {
        return tf;
    }
}
