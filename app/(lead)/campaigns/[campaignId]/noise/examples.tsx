"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { Disclosure } from "@/app/_ui/disclosure";
import { Notice } from "@/app/_ui/notice";
import { Spinner } from "@/app/_ui/spinner";
import type { ExampleView } from "@/server/noise/schemas";
import { TextPane } from "./text-pane";

interface Props {
  campaignId: string;
  detector: string;
}

/** What was found, to be read: a few at first, more on request. */
export function Examples(props: Props) {
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) {
    return (
      <Button size="small" onClick={() => setOpen(true)}>
        Read what was found
      </Button>
    );
  }
  return (
    <div className="divide-y divide-line border-y border-line">
      <ExamplePage {...props} after={0} />
    </div>
  );
}

function ExamplePage({ campaignId, detector, after }: Props & { after: number }) {
  const trpc = useTRPC();
  const [isMore, setMore] = useState(false);
  const { data, error } = useQuery({
    ...trpc.noise.examples.queryOptions({ campaignId, detector, after }),
    staleTime: 60_000,
  });
  if (error) return <Notice tone="error">{errorMessage(error)}</Notice>;
  if (!data) {
    return (
      <p className="py-2" role="status">
        <Spinner /> <span className="sr-only">Loading</span>
      </p>
    );
  }
  return (
    <>
      {data.examples.map((example) => (
        <Example key={example.subjectId} example={example} />
      ))}
      {data.next !== null && isMore && (
        <ExamplePage campaignId={campaignId} detector={detector} after={data.next} />
      )}
      {data.next !== null && !isMore && (
        <p className="py-2">
          <Button size="small" onClick={() => setMore(true)}>
            Show more
          </Button>
        </p>
      )}
    </>
  );
}

function Example({ example }: { example: ExampleView }) {
  const { promptExternalId, detail, prompt, language, texts } = example;
  return (
    <Disclosure
      className="py-1"
      summary={
        <span className="block font-normal">
          <span className="line-clamp-2 wrap-anywhere" dir="auto">
            {detail}
          </span>
          <span className="block text-muted wrap-anywhere">
            <span className="font-mono">{promptExternalId}</span>
            {[language, ...texts.map(({ title }) => title)]
              .filter(Boolean)
              .map((word) => `, ${word}`)
              .join("")}
          </span>
        </span>
      }
    >
      <div className="space-y-3 pb-2 text-sm">
        <TextPane title="Prompt" text={prompt} />
        <div className={texts.length > 1 ? "grid gap-3 md:grid-cols-2" : undefined}>
          {texts.map(({ title, text }) => (
            <TextPane key={title} title={title} text={text} />
          ))}
        </div>
      </div>
    </Disclosure>
  );
}
