"""The network of org.prodrome.reasoning.model.Network in PyTorch, for `./prodrome bench inference|training`.

Reads DIR/tensors.json and DIR/tensors.bin (weights, shape, inputs and what TensorFlow answered to them), then answers
one JSON line for each line on standard input:

    compare CASE                  largest difference to TensorFlow's hazards, relative where they are above 1
    infer CASE WAY THREADS N      milliseconds of N passes
    loss                          both losses of the training batch without dropout
    train WAY THREADS N           milliseconds of N optimiser steps

A WAY is `eager` or `compiled` (torch.compile), with `-bf16` behind it for products in bfloat16.
"""

import json
import math
import sys
import time

import numpy
import torch
import torch.nn.functional as F

FREQUENCIES = 24
LONGEST_YEARS, SHORTEST_YEARS = 160.0, 0.25
DAYS_PER_YEAR = 365.25
EPSILON = 1e-5
MEMORY_DAYS, MEMORY_POWERS = 60.0, (8.0, 2.0, 0.0)


def tensors(directory):
    with open(f"{directory}/tensors.json", encoding="utf-8") as file:
        index = json.load(file)
    data = numpy.fromfile(f"{directory}/tensors.bin", dtype=numpy.uint8)
    found = {}
    for name, at in index["tensors"].items():
        kind = numpy.dtype(at["dtype"]).newbyteorder("<")
        size = int(numpy.prod(at["shape"])) * kind.itemsize
        part = data[at["offset"] : at["offset"] + size].view(kind).reshape(at["shape"])
        found[name] = torch.from_numpy(part.copy())
    return index["settings"], found


class Network(torch.nn.Module):
    def __init__(self, settings, found):
        super().__init__()
        self.heads, self.bins, self.as_of = settings["heads"], settings["hazard_bins"], settings["as_of"]
        self.dropout = settings.get("dropout", 0)
        self.d = found["w.code"].shape[1]
        self.layers = sum(name.endswith("_mix") for name in found)
        self.outcomes = found["w.risk_base"].shape[0]
        columns = torch.zeros(found["w.code"].shape[0], len(settings["valued"]))  # (v, m)
        columns[settings["valued"], range(len(settings["valued"]))] = 1
        self.register_buffer("columns", columns)
        self.w = torch.nn.ParameterDict(
            {name[2:]: torch.nn.Parameter(value) for name, value in found.items() if name.startswith("w.")}
        )
        parents = found.get("parents", torch.zeros(1, 1, dtype=torch.int32))  # only training has them
        self.register_buffer("parents", parents.long())
        self.register_buffer("known", (parents != 0).float().unsqueeze(2))
        fading = torch.tensor(settings["fading_per_year"], dtype=torch.float64) / DAYS_PER_YEAR
        self.register_buffer("fading", fading.float().view(1, -1, 1, 1))
        steps = torch.arange(FREQUENCIES, dtype=torch.float64) / (FREQUENCIES - 1)
        periods = LONGEST_YEARS * (SHORTEST_YEARS / LONGEST_YEARS) ** steps
        self.register_buffer("frequencies", (2 * math.pi / (periods * DAYS_PER_YEAR)).float().unsqueeze(0))

    def table(self):
        own = self.w["code"]
        return own + (F.embedding(self.parents, own) * self.known).sum(1)  # (v, d)

    def dropped(self, x):
        return F.dropout(x, self.dropout, self.training and self.dropout > 0)

    def linear(self, name, x):
        return torch.addmm(self.w[name + "_bias"], x.reshape(-1, x.shape[-1]), self.w[name]).view(*x.shape[:-1], -1)

    def embedded(self, table, codes, bins, values, changes, ages, gaps):
        days = ages.clamp(max=60_000).unsqueeze(2)  # (b, t, 1)
        angles = days * self.frequencies  # (b, t, frequencies)
        gap = torch.log1p(gaps).unsqueeze(2)
        time = torch.cat([torch.sin(angles), torch.cos(angles), days / 36_525, gap], 2)
        slope = F.embedding(codes, self.w["slope"]) * values.unsqueeze(2)
        turn = F.embedding(codes, self.w["turn"]) * changes.unsqueeze(2)
        x = F.embedding(codes, table) + F.embedding(bins, self.w["bin"]) + slope + turn + time @ self.w["time"]
        return self.dropped(x)  # (b, t, d)

    def unseen(self, codes, ages):
        """0 for what may be seen, about minus infinity for the rest; and days from j to i, both (b, 1, t, t)."""
        past = ages.unsqueeze(2) - ages.unsqueeze(1)  # (b, t, t)
        event = (codes != self.as_of).unsqueeze(1)
        own = torch.eye(codes.shape[1], dtype=torch.bool)
        unseen = torch.where(((past > 0) & event) | own, 0.0, -1e9).unsqueeze(1)  # (b, 1, t, t)
        return unseen, past.clamp(min=0).unsqueeze(1)

    def recent(self, unseen, past, codes, bins, values, reads):
        """Each analyte's values at the reads, side by side: (b, r, 6 m)."""
        measured = F.embedding(codes, self.columns) * bins.clamp(max=1).unsqueeze(2)  # (b, t, m)
        memory = torch.log1p(past[:, 0, -reads:] / MEMORY_DAYS)  # (b, r, t)
        means = []
        for power in MEMORY_POWERS:
            weight = torch.exp(unseen[:, 0, -reads:] - power * memory)  # (b, r, t)
            means.append(weight @ (measured * values.unsqueeze(2)) / (weight @ measured).clamp(min=1e-30))
        recent = torch.cat(means, 2)
        return torch.cat([recent, F.relu(recent)], 2)

    def split(self, x):
        return x.view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)  # (b, h, t, d / h)

    def states(self, x, unseen, past, reads):
        """States at every place, or with reads > 0 the last layer for the reads alone."""
        mask = unseen - past * self.fading  # (b, h, t, t)
        for layer in range(self.layers):
            name = f"layer{layer}_"
            seen = F.rms_norm(x, (self.d,), eps=EPSILON)
            if reads and layer == self.layers - 1:
                x, mask, asker = x[:, -reads:], mask[:, :, -reads:], seen[:, -reads:]
                q = self.linear(name + "ask", asker)
                k, v = self.linear(name + "see", seen).split(self.d, 2)
            else:
                weight = torch.cat([self.w[name + "ask"], self.w[name + "see"]], 1)
                bias = torch.cat([self.w[name + "ask_bias"], self.w[name + "see_bias"]])
                q, k, v = torch.addmm(bias, seen.view(-1, self.d), weight).view(*seen.shape[:2], -1).split(self.d, 2)
            mixed = F.scaled_dot_product_attention(self.split(q), self.split(k), self.split(v), attn_mask=mask)
            mixed = mixed.transpose(1, 2).reshape(x.shape[0], -1, self.d)
            x = x + self.dropped(self.linear(name + "mix", mixed))
            wide = F.relu(self.linear(name + "widen", F.rms_norm(x, (self.d,), eps=EPSILON)))
            x = x + self.dropped(self.linear(name + "narrow", wide))
        return F.rms_norm(x, (self.d,), self.w["norm_gain"], EPSILON)

    def log_hazards(self, x, recent):
        mixed = F.relu(self.linear("risk_widen", torch.cat([x, recent], 2)))
        x = x + self.linear("risk_narrow", mixed)  # (b, r, d)
        level = (x @ self.w["risk_level"] + recent @ self.w["risk_recent"]).unsqueeze(3)  # (b, r, o, 1)
        course = (x @ self.w["risk_course"]).unflatten(2, (self.outcomes, self.bins))  # (b, r, o, k)
        return level + course + self.w["risk_base"]

    def forward(self, codes, bins, values, changes, ages, gaps, reads):
        """Hazards (b * r, o, k); the parents are already in the table."""
        unseen, past = self.unseen(codes, ages)
        x = self.embedded(self.w["code"], codes, bins, values, changes, ages, gaps)
        recent = self.recent(unseen, past, codes, bins, values, reads)
        return self.log_hazards(self.states(x, unseen, past, reads), recent).exp().flatten(0, 1)

    def losses(self, codes, bins, values, changes, ages, gaps, reads, rows, following, waits, exposure, events):
        table = self.table()
        unseen, past = self.unseen(codes, ages)
        x = self.states(self.embedded(table, codes, bins, values, changes, ages, gaps), unseen, past, 0)
        recent = self.recent(unseen, past, codes, bins, values, reads)
        logs = self.log_hazards(x[:, -reads:], recent).flatten(0, 1)
        risk = (logs.exp() * exposure - events * logs).sum((1, 2)).mean()
        asked = x.reshape(-1, self.d)[rows]  # (n, d)
        rates = torch.addmm(self.w["rate_base"], asked, table.t())  # (n, v)
        wanted = rates.gather(1, following.unsqueeze(1)).squeeze(1)
        total = rates.float().exp().sum(1)
        return (total * waits - wanted).mean(), risk


class Peer:
    def __init__(self, directory):
        self.settings, self.found = tensors(directory)
        torch.manual_seed(1)
        self.network = Network(self.settings, self.found)
        self.compiled = torch.compile(self.network.forward, dynamic=False)
        self.compiled_losses = torch.compile(self.network.losses, dynamic=False)
        self.optimiser = None

    def inputs(self, case):
        names = ["codes", "bins", "values", "changes", "ages", "gaps"]
        given = [self.found[f"{case}.{name}"] for name in names]
        return [x.long() if x.dtype == torch.int32 else x for x in given] + [self.settings["reads"][case]]

    @staticmethod
    def products(way):
        return torch.autocast("cpu", dtype=torch.bfloat16, enabled=way.endswith("-bf16"))

    def hazards(self, case, way):
        run = self.compiled if way.startswith("compiled") else self.network.forward
        with torch.inference_mode(), self.products(way):
            return run(*case)

    def compare(self, case):
        self.network.eval()
        expected = self.found[f"{case}.hazards"]
        found = self.hazards(self.inputs(case), "eager").flatten()
        return {"off": ((found - expected).abs() / (1 + expected.abs())).max().item()}

    def infer(self, case, way, threads, count):
        torch.set_num_threads(int(threads))
        self.network.eval()
        inputs = self.inputs(case)
        return {"ms": [timed(lambda: self.hazards(inputs, way)) for _ in range(int(count))]}

    def batch(self):
        names = ["rows", "next", "waits", "exposure", "events"]
        labels = [self.found[f"train.{name}"] for name in names]
        return self.inputs("train") + [x.long() if x.dtype == torch.int32 else x for x in labels]

    def loss(self):
        self.network.eval()
        with torch.inference_mode():
            following, risk = self.network.losses(*self.batch())
        return {"next_event": following.item(), "risk": risk.item()}

    def step(self, batch, way):
        self.optimiser.zero_grad(set_to_none=True)
        run = self.compiled_losses if way.startswith("compiled") else self.network.losses
        with self.products(way):
            following, risk = run(*batch)
        loss = following + self.settings["risk_weight"] * risk
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0, foreach=True)
        self.optimiser.step()
        return loss.item()

    def train(self, way, threads, count):
        torch.set_num_threads(int(threads))
        self.network.train()
        if self.optimiser is None:
            self.optimiser = torch.optim.AdamW(
                self.network.parameters(), lr=1e-4, betas=(0.9, 0.99), weight_decay=0.1, fused=True
            )
        batch = self.batch()
        return {"ms": [timed(lambda: self.step(batch, way)) for _ in range(int(count))]}


def timed(work):
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main():
    torch.set_flush_denormal(True)
    peer = Peer(sys.argv[1])
    print(json.dumps({"peer": f"PyTorch {torch.__version__}"}), flush=True)
    for line in sys.stdin:
        command, *arguments = line.split()
        try:
            answer = getattr(peer, command)(*arguments)
        except Exception as failed:  # said to the caller, who decides
            answer = {"failed": f"{type(failed).__name__}: {str(failed).splitlines()[0] if str(failed) else ''}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
