import { Skeleton } from "@/app/_ui/skeleton";

export default function DeskLoading() {
  return (
    <div className="flex min-h-dvh flex-col">
      <div className="min-h-12 border-b border-line bg-surface" />
      <main className="mx-auto w-full max-w-7xl space-y-4 px-4 py-4" aria-busy="true">
        <Skeleton className="h-24 w-full" />
        <div className="grid gap-4 md:grid-cols-2">
          <Skeleton className="h-72 w-full" />
          <Skeleton className="h-72 w-full" />
        </div>
      </main>
    </div>
  );
}
