import { Bullseye, Spinner } from "@patternfly/react-core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useText } from "../messages/text";
import { ProblemNotice } from "./ProblemNotice";

type Props<T> = { query: UseQueryResult<T>; children: (data: T) => ReactNode };

/** What a query gave: its data, its problem, or that it is on its way. */
export function Answer<T>({ query, children }: Props<T>) {
  const { text } = useText();
  if (query.data !== undefined && !query.isError) return children(query.data);
  if (query.isError) return <ProblemNotice error={query.error} retry={() => void query.refetch()} />;
  return (
    <Bullseye>
      <Spinner size="lg" aria-label={text("ui-loading")} />
    </Bullseye>
  );
}
