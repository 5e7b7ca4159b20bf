"""A network that TensorFlow for Python exports, for the tests of `./prodrome package adopt`; no build runs this.

    python python_network.py DIR

Reads DIR/vocabulary.json and writes beside it

    saved_model/       what tf.saved_model.save makes of a tf.Module: one block of attention with random weights
    declaration.json   as reasoning/OWN-DATA.md asks for
    expected.json      two patients, the inputs made of them by the guide's table alone, and what the network answers

and prints the versions that the graph names, the answers, and SHA-256 and size of each file. Weights are random, drawn from SEED: the network knows nothing.
"""

# /// script
# requires-python = ">=3.11"
# dependencies = ["tensorflow-cpu==2.21.0"]
# ///

import hashlib
import json
import shutil
import sys
from pathlib import Path

import numpy
import tensorflow as tf
from tensorflow.core.protobuf import saved_model_pb2

PINNED = "2.21.0"
SEED = 20261122
WIDTH = 8
PAD, AS_OF = 0, 2
NEVER = 1_048_576.0
EDGES = [90, 365, 1825]
OUTCOMES = [
    {"id": "type-2-diabetes", "name": "type 2 diabetes", "snomed": ["44054006"], "icd10cm": [], "source": "test"},
    {"id": "absent", "name": "a disease nobody gets", "snomed": ["2"], "icd10cm": [], "source": "test"},
]


class Embedding(tf.Module):
    """What an event is: code, bin and the three numbers, added up."""

    def __init__(self, draw, codes, bins):
        super().__init__()
        self.code = tf.Variable(draw(codes, WIDTH), name="code")
        self.bin = tf.Variable(draw(bins, WIDTH), name="bin")
        self.number = tf.Variable(draw(3, WIDTH), name="number")

    @tf.function
    def __call__(self, codes, bins, values, changes, gaps):
        numbers = tf.stack([values, changes, tf.math.log1p(gaps) / 8], axis=2)  # (b, t, 3)
        return tf.gather(self.code, codes) + tf.gather(self.bin, bins) + tf.einsum("btn,nd->btd", numbers, self.number)


class Network(tf.Module):
    def __init__(self, codes, bins):
        super().__init__()
        random = numpy.random.default_rng(SEED)

        def draw(*shape):
            return random.normal(0, 0.3, shape).astype(numpy.float32)

        self.embedding = Embedding(draw, codes, bins)
        self.key = tf.Variable(draw(WIDTH), name="key")
        self.mix = tf.Variable(draw(WIDTH + 2, WIDTH), name="mix")
        self.risk = tf.Variable(draw(WIDTH, (len(OUTCOMES) + 1) * len(EDGES)), name="risk")
        self.base = tf.Variable(numpy.full((len(OUTCOMES) + 1) * len(EDGES), -2, numpy.float32), name="base")

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, None], tf.int32, "codes"),
            tf.TensorSpec([None, None], tf.int32, "bins"),
            tf.TensorSpec([None, None], tf.float32, "values"),
            tf.TensorSpec([None, None], tf.float32, "changes"),
            tf.TensorSpec([None, None], tf.float32, "ages"),
            tf.TensorSpec([None, None], tf.float32, "gaps"),
            tf.TensorSpec([], tf.int32, "reads"),
        ]
    )
    def serve(self, codes, bins, values, changes, ages, gaps, reads):
        events = self.embedding(codes, bins, values, changes, gaps)  # (b, t, d)
        asked = ages[:, tf.shape(ages)[1] - reads :]  # (b, r)
        since = asked[:, :, None] - ages[:, None, :]  # (b, r, t)
        event = tf.logical_and(tf.not_equal(codes, PAD), tf.not_equal(codes, AS_OF))
        past = tf.logical_and(since > 0, event[:, None, :])
        scores = tf.einsum("btd,d->bt", events, self.key)[:, None, :] - tf.nn.relu(since) / 1000
        weights = tf.nn.softmax(tf.where(past, scores, -1e9)) * tf.cast(past, tf.float32)
        pooled = tf.einsum("brt,btd->brd", weights, events)
        count = tf.math.log1p(tf.reduce_sum(tf.cast(past, tf.float32), axis=2))
        known = tf.concat([pooled, count[:, :, None] / 4, asked[:, :, None] / 36525], axis=2)
        states = tf.reshape(tf.tanh(tf.einsum("brk,kd->brd", known, self.mix)), [-1, WIDTH])  # (b * r, d)
        hazards = tf.nn.softplus(tf.matmul(states, self.risk) + self.base)
        return {
            "hazards": tf.reshape(hazards, [-1, len(OUTCOMES) + 1, len(EDGES)]),  # (b * r, o, k), per year
            "states": states,
        }


# Each event is (code, bin, value, age in days); two of a day, a code twice a day and a read amid the story among them.
PATIENTS = [
    {
        "events": [
            (4, 0, 0.0, 0.0),
            (8, 0, 0.0, 15000.0),
            (9, 1, -1.5, 15000.0),
            (9, 4, 0.25, 15180.0),
            (9, 5, 0.5, 15180.0),
            (8, 0, 0.0, 15400.0),
            (9, 9, 2.75, 15400.0),
            (10, 0, 0.0, 15401.0),
            (9, 7, 1.0, 15900.0),
        ],
        "days": [15180.0, 16000.0],
    },
    {
        "events": [(5, 0, 0.0, 0.0), (1, 0, 0.0, 20000.0), (9, 2, -0.75, 20100.0), (3, 0, 0.0, 21926.0)],
        "days": [20050.0, 22000.0],
    },
]
TIME, READS = 16, 2


def gap(ages, age):
    """Days since the last earlier event."""
    return age - max((earlier for earlier in ages if earlier < age), default=age)


def change(event, events):
    """A value less the mean of those that its code had on earlier days."""
    code, bin, value, age = event
    earlier = [v for c, b, v, a in events if c == code and b > 0 and a < age]
    return value - sum(earlier) / len(earlier) if bin > 0 and earlier else 0.0


def inputs():
    shape = (len(PATIENTS), TIME)
    made = {name: numpy.zeros(shape, numpy.int32) for name in ("codes", "bins")}
    made |= {name: numpy.zeros(shape, numpy.float32) for name in ("values", "changes", "gaps")}
    made["ages"] = numpy.full(shape, NEVER, numpy.float32)
    for row, patient in enumerate(PATIENTS):
        events = patient["events"]
        ages = [age for _, _, _, age in events]
        for place, event in enumerate(events):
            made["codes"][row, place], made["bins"][row, place], made["values"][row, place] = event[:3]
            made["changes"][row, place] = change(event, events)
            made["ages"][row, place], made["gaps"][row, place] = event[3], gap(ages, event[3])
        for place, day in enumerate(patient["days"], TIME - READS):
            made["codes"][row, place] = AS_OF
            made["ages"][row, place], made["gaps"][row, place] = day + 0.5, gap(ages, day + 0.5)
    return made | {"reads": numpy.int32(READS)}


def flat(array):
    """Nine digits tell every float32 from its neighbours."""
    numbers = numpy.asarray(array).reshape(-1).tolist()
    return [number if isinstance(number, int) else float(f"{number:.9g}") for number in numbers]


def declaration(vocabulary, parameters):
    return {
        "name": "python-network",
        "version": "1.0",
        "synthetic": True,
        "developer": "The authors of Prodrome, for a test",
        "modelType": "One block of attention, written in TensorFlow for Python.",
        "training": "None: its weights are random.",
        "parameters": parameters,
        "vocabularySha256": sha256(vocabulary),
        "window": 128,
        "buckets": [64, 128],
        "edges": EDGES,
        "horizons": [365, 1825],
        "explainedHorizon": 365,
        "limits": {
            "fewestEvents": 5,
            "fewestHistoryDays": 180,
            "fromAgeYears": 18,
            "belowAgeYears": 90,
            "mostUnknownShare": 0.3,
        },
        "outcomes": OUTCOMES,
    }


def sha256(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def write(file, content):
    """One line for each key."""
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in content.items()]
    file.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def main(directory):
    if tf.__version__ != PINNED:
        sys.exit(f"tensorflow: expected {PINNED}, got {tf.__version__}")
    vocabulary = directory / "vocabulary.json"
    entries = json.loads(vocabulary.read_text(encoding="utf-8"))["entries"]
    valued = [entry["values"] for entry in entries if entry["values"]]
    network = Network(len(entries), max(1 + v["firstBin"] + len(v["edges"]) for v in valued))
    saved = directory / "saved_model"
    shutil.rmtree(saved, ignore_errors=True)
    tf.saved_model.save(network, str(saved), signatures={"serving_default": network.serve})

    served = tf.saved_model.load(str(saved)).signatures["serving_default"]
    fed = inputs()
    answer = served(**{name: tf.constant(array) for name, array in fed.items()})
    expected = {
        "tensorflow": tf.__version__,
        "seed": SEED,
        "time": TIME,
        "reads": READS,
        "patients": PATIENTS,
        "inputs": {name: flat(array) for name, array in fed.items()},
        "hazards": flat(answer["hazards"]),
        "states": flat(answer["states"]),
    }
    write(directory / "expected.json", expected)
    parameters = sum(int(numpy.prod(variable.shape)) for variable in network.trainable_variables)
    write(directory / "declaration.json", declaration(vocabulary, parameters))

    program = saved_model_pb2.SavedModel.FromString((saved / "saved_model.pb").read_bytes())
    versions = program.meta_graphs[0].graph_def.versions
    print("tensorflow", tf.__version__, "producer", versions.producer, "min_consumer", versions.min_consumer)
    print("hazards", expected["hazards"])
    print("states", expected["states"])
    for file in sorted(directory.rglob("*")):
        if file.is_file() and file.name != "README.md":
            print(sha256(file), file.relative_to(directory), file.stat().st_size)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
