/** A family of models, by what its models call themselves and who made them. */
export interface ModelFamily {
  /** How completions write it, the plainest first; matched without regard to case. */
  readonly names: readonly string[];
  readonly makers: readonly string[];
}

/**
 * Families whose models are known to name themselves. A name that is also an ordinary word ("Command", "Nova", "Phi") is left
 * to `ordinaryNames`: it counts only right after words such as "I am".
 */
export const modelFamilies: readonly ModelFamily[] = [
  { names: ["ChatGPT", "GPT", "Codex", "text-davinci", "InstructGPT"], makers: ["OpenAI"] },
  { names: ["Claude"], makers: ["Anthropic"] },
  { names: ["Gemini", "Bard", "PaLM", "LaMDA", "Gemma"], makers: ["Google", "DeepMind", "Google DeepMind"] },
  { names: ["Llama", "LLaMA", "Meta AI"], makers: ["Meta", "Meta AI", "Facebook"] },
  {
    names: ["Mistral", "Mixtral", "Ministral", "Magistral", "Le Chat"],
    makers: ["Mistral AI", "MistralAI"],
  },
  {
    names: ["Qwen", "Tongyi Qianwen", "通义千问", "千问"],
    makers: ["Alibaba", "Alibaba Cloud", "阿里云", "阿里巴巴"],
  },
  { names: ["DeepSeek", "深度求索"], makers: ["DeepSeek", "深度求索"] },
  { names: ["Command R", "Command A", "Aya"], makers: ["Cohere", "Cohere For AI", "Cohere Labs"] },
  { names: ["Copilot", "Phi"], makers: ["Microsoft"] },
  { names: ["Vicuna", "Koala"], makers: ["LMSYS", "Large Model Systems Organization"] },
  { names: ["Alpaca"], makers: ["Stanford"] },
  { names: ["Falcon"], makers: ["Technology Innovation Institute"] },
  { names: ["Yi"], makers: ["01.AI", "零一万物"] },
  { names: ["Baichuan", "百川"], makers: ["Baichuan", "百川智能"] },
  { names: ["ChatGLM", "GLM", "智谱清言"], makers: ["Zhipu", "Zhipu AI", "智谱", "Z.ai"] },
  { names: ["ERNIE", "文心一言", "文心"], makers: ["Baidu", "百度"] },
  { names: ["Kimi"], makers: ["Moonshot AI", "月之暗面"] },
  { names: ["Grok"], makers: ["xAI"] },
  { names: ["BLOOM", "BLOOMZ", "SmolLM", "Zephyr", "HuggingChat"], makers: ["BigScience", "Hugging Face"] },
  { names: ["Jamba", "Jurassic"], makers: ["AI21", "AI21 Labs"] },
  { names: ["Nemotron"], makers: ["NVIDIA"] },
  { names: ["OLMo", "Tülu", "Tulu"], makers: ["Ai2", "Allen Institute for AI"] },
  { names: ["InternLM", "书生"], makers: ["Shanghai AI Laboratory", "上海人工智能实验室"] },
  { names: ["StableLM", "Stable Beluga"], makers: ["Stability AI"] },
  { names: ["Dolly", "DBRX", "MPT"], makers: ["Databricks", "MosaicML"] },
  { names: ["OpenAssistant", "Open Assistant", "Pythia"], makers: ["LAION", "EleutherAI"] },
  { names: ["Granite", "Watson"], makers: ["IBM"] },
  { names: ["Nova", "Titan"], makers: ["Amazon", "AWS"] },
  { names: ["Hunyuan", "腾讯混元", "混元"], makers: ["Tencent", "腾讯"] },
  { names: ["Doubao", "豆包"], makers: ["ByteDance", "字节跳动"] },
  { names: ["GigaChat"], makers: ["Sber", "Сбер"] },
  { names: ["YandexGPT", "Алиса"], makers: ["Yandex", "Яндекс"] },
  { names: ["WizardLM", "Guanaco", "Nous Hermes", "Hermes"], makers: ["Nous Research"] },
  { names: ["MiniMax", "Pi"], makers: ["MiniMax", "Inflection AI"] },
];

/** Names that are words of their own as well, or part of many: no name of a model unless a text says that it is one. */
const ordinaryNames = new Set(
  [
    "Gemini",
    "Bard",
    "Falcon",
    "Koala",
    "Alpaca",
    "Bloom",
    "Dolly",
    "Granite",
    "Nova",
    "Titan",
    "Yi",
    "Pi",
    "Phi",
    "Aya",
  ]
    .concat([
      "Command A",
      "Command R",
      "Hermes",
      "Zephyr",
      "Jurassic",
      "Watson",
      "Kimi",
      "Алиса",
      "Pythia",
      "Mistral",
    ])
    .concat([
      "Llama",
      "Claude",
      "Codex",
      "Copilot",
      "MPT",
      "GLM",
      "文心",
      "混元",
      "书生",
      "百川",
      "豆包",
      "千问",
    ])
    .map((name) => name.toLowerCase()),
);

/** Whether a name says nothing unless its text says that it names itself. */
export function isOrdinaryName(name: string): boolean {
  return ordinaryNames.has(name.toLowerCase());
}

/** The families that a model belongs to by its name as imported. @example `familiesOf("gpt-4-0314")[0]?.makers` is ["OpenAI"] */
export function familiesOf(model: string): readonly ModelFamily[] {
  const written = model.toLowerCase().replaceAll(/[\s_-]+/gu, "");
  return modelFamilies.filter(({ names }) =>
    names.some((name) => {
      const plain = name.toLowerCase().replaceAll(/[\s_-]+/gu, "");
      // Short names lie within others by accident: "pi" in "pipeline".
      return plain.length > 3
        ? written.includes(plain)
        : new RegExp(`(?<!\\p{L})${plain}(?!\\p{L})`, "u").test(model.toLowerCase());
    }),
  );
}
