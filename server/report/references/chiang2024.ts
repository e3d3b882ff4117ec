import type { Reference } from "./reference";

/** Two methods are from it: each says of what it is the source. */
export const chiang2024: Omit<Reference, "subject"> = {
  key: "chiang2024",
  kind: "inproceedings",
  authors: [
    "Chiang, Wei-Lin",
    "Zheng, Lianmin",
    "Sheng, Ying",
    "Angelopoulos, Anastasios N.",
    "Li, Tianle",
    "Li, Dacheng",
    "Zhu, Banghua",
    "Zhang, Hao",
    "Jordan, Michael I.",
    "Gonzalez, Joseph E.",
    "Stoica, Ion",
  ],
  title: "Chatbot Arena: An Open Platform for Evaluating LLMs by Human Preference",
  venue: "Proceedings of the 41st International Conference on Machine Learning",
  year: 2024,
  volume: "235",
  pages: "8359-8388",
  eprint: "2403.04132",
};
