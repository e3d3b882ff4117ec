"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "use-intl/react";
import { forgetDevice } from "@/app/_device/forget-device";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";

/** The signed-in person's name and the way out. */
export function Account({ name }: { name: string }) {
  const t = useTranslations("common");
  const trpc = useTRPC();
  // A whole new page, so that nothing of this person stays in memory.
  const signOut = useMutation(
    trpc.session.signOut.mutationOptions({
      onSuccess: async () => {
        await forgetDevice();
        window.location.assign("/sign-in");
      },
    }),
  );
  return (
    <>
      <span className="max-w-40 truncate text-muted" dir="auto">
        {name}
      </span>
      <Button look="quiet" size="small" busy={signOut.isPending} onClick={() => signOut.mutate()}>
        {t("signOut")}
      </Button>
    </>
  );
}
