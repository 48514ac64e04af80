import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useToast } from "../components/Toasts";
import { call } from "../ipc/call";
import { commands, type ImportPreview } from "../ipc/generated";

const KEY = ["import"];

/** The blueprints that were read last and wait for the person's choices; null if there are none. */
export function useReading(): ImportPreview | null {
  const query = useQuery<ImportPreview | null>({
    queryKey: KEY,
    queryFn: () => null,
    initialData: null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return query.data;
}

/** Lets the person choose blueprints and shows what would become of them. */
export function useChooseImports() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const [isBusy, setBusy] = useState(false);
  /** Shows what would become of what was read. */
  const show = async (preview: ImportPreview) => {
    client.setQueryData(KEY, preview);
    await navigate({ to: "/import" });
  };
  const choose = async () => {
    setBusy(true);
    try {
      const preview = await call(commands.chooseImports());
      if (preview !== null) await show(preview);
    } catch (error) {
      toast({ kind: "problem", error });
    } finally {
      setBusy(false);
    }
  };
  return {
    choose: () => void choose(),
    isBusy,
    show,
    /** Forgets what was read: it is imported. */
    forget: () => client.setQueryData(KEY, null),
  };
}
