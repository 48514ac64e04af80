import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useToast } from "../components/Toasts";
import { call, problemOf } from "../ipc/call";
import { commands } from "../ipc/generated";

/** Checks every page of the database once after the start, while the person already works. */
export function useStoreCheck(): void {
  const toast = useToast();
  const { error } = useQuery({
    queryKey: ["store-check"],
    queryFn: () => call(commands.checkStore()).then(() => true),
  });
  useEffect(() => {
    if (error === null) return;
    const problem = problemOf(error);
    // A database that cannot even be opened is told about by the screen that wanted something of it.
    if (problem.code === "store-corrupt" && problem.detail !== null) toast({ kind: "problem", error });
  }, [error, toast]);
}
