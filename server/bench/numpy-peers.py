"""Times what Python users call today, on inputs read as JSON from standard input, one JSON line per result.

Run by server/bench/python-peers.ts. Every function is written as one would with numpy, vectorised over positions.
"""

import json
import sys
import time

import numpy as np

FLOOR = 1e-6


def top_k(pairs):
    """KL, cross-entropy and Jensen-Shannon over the union of two top-k lists and a rest bucket, positions at once."""
    total = 0.0
    for first_ids, first_logs, second_ids, second_logs in pairs:
        same = first_ids[:, :, None] == second_ids[:, None, :]
        p_own, q_own = np.exp(first_logs), np.exp(second_logs)
        p_rest = np.maximum(1 - p_own.sum(1, keepdims=True), FLOOR)
        q_rest = np.maximum(1 - q_own.sum(1, keepdims=True), FLOOR)
        p_own, q_own = np.maximum(p_own, FLOOR), np.maximum(q_own, FLOOR)
        p_of_second = np.where(same.any(1), (same * p_own[:, :, None]).sum(1), FLOOR)
        only_first = ~same.any(2)
        p = np.concatenate([p_rest, p_of_second, np.where(only_first, p_own, 0)], 1)
        q = np.concatenate([q_rest, q_own, np.where(only_first, FLOOR, 0)], 1)
        p /= p.sum(1, keepdims=True)
        q /= q.sum(1, keepdims=True)
        used = p > 0
        log_p = np.log(np.where(used, p, 1))
        log_q = np.log(np.where(used, q, 1))
        log_m = np.log(np.where(used, (p + q) / 2, 1))
        kl = ((p - q) * (log_p - log_q)).sum(1) / 2
        ce = -(p * log_q + q * log_p).sum(1) / 2
        js = (p * (log_p - log_m) + q * (log_q - log_m)).sum(1) / 2
        total += kl.sum() + ce.sum() + js.sum()
    return total


def unigrams(pairs, divergence):
    """From word ids: counts over the union vocabulary with add-.1 smoothing, then the divergence."""
    total = 0.0
    for first, second in pairs:
        size = int(max(first.max(), second.max())) + 1
        c, d = np.bincount(first, minlength=size), np.bincount(second, minlength=size)
        union = (c + d) > 0
        c, d = c[union] + 0.1, d[union] + 0.1
        total += divergence(c / c.sum(), d / d.sum())
    return total


def report(name, library, pairs, run, runs=5):
    run()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        times.append(1000 * (time.perf_counter() - start))
    times.sort()
    row = {"name": name, "library": library, "n": pairs, "medianMs": times[runs // 2], "minMs": times[0], "maxMs": times[-1]}
    print(json.dumps(row), flush=True)


def main():
    given = json.load(sys.stdin)
    lists = [
        [np.array(part, dtype=np.int64 if k % 2 == 0 else np.float64) for k, part in enumerate(pair)]
        for pair in given["topK"]
    ]
    report("kl-top-k", "numpy " + np.__version__, given["topKPairs"], lambda: top_k(lists))
    words = [[np.array(ids, dtype=np.int64) for ids in pair] for pair in given["words"]]
    try:
        import scipy
        from scipy.spatial.distance import jensenshannon
        from scipy.stats import entropy

        library = "scipy " + scipy.__version__
        report("unigram-kl", library, len(words), lambda: unigrams(words, lambda p, q: (entropy(p, q) + entropy(q, p)) / 2))
        report("unigram-jsd", library, len(words), lambda: unigrams(words, lambda p, q: jensenshannon(p, q) ** 2))
    except ImportError:
        print(json.dumps({"skipped": "scipy"}), flush=True)
    try:
        import sklearn
        from sklearn.feature_extraction.text import TfidfVectorizer

        texts = given["texts"]

        def tfidf():
            matrix = TfidfVectorizer().fit_transform(texts)
            return matrix[0::2].multiply(matrix[1::2]).sum()

        report("tfidf", "scikit-learn " + sklearn.__version__, len(texts) // 2, tfidf)
    except ImportError:
        print(json.dumps({"skipped": "scikit-learn"}), flush=True)


main()
