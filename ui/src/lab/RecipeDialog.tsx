import {
  Button,
  Content,
  List,
  ListItem,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
} from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Answer } from "../components/Answer";
import { CopyButton } from "../components/CopyButton";
import type { DraftView, Recipe } from "../ipc/generated";
import { useText } from "../messages/text";
import { recipes } from "./queries";
import type { Lab } from "./useLab";

type Props = { lab: Lab; view: DraftView; close(): void };

/** Mappings to start from, each with what it does and what to watch. */
export function RecipeDialog({ lab, view, close }: Props) {
  const { text, textOf } = useText();
  const query = useQuery(recipes(view.draft.id, view.draft.slug));
  const [chosen, setChosen] = useState<string | null>(null);
  const recipe = query.data?.find(({ id }) => id === chosen) ?? query.data?.[0];
  const isThere = (name: string) => lab.rows.some((row) => row.name === name);
  return (
    <Modal
      isOpen
      variant="large"
      onClose={close}
      aria-labelledby="recipe-title"
      aria-describedby="recipe-about"
    >
      <ModalHeader
        title={text("ui-lab-recipe-title")}
        labelId="recipe-title"
        description={text("ui-lab-recipe-about")}
        descriptorId="recipe-about"
      />
      <ModalBody>
        <Answer query={query}>
          {(list) =>
            list.length === 0 ? (
              <p>{text("ui-lab-recipe-none")}</p>
            ) : (
              <div className="desk-lab-recipes">
                <ul className="desk-lab-names" aria-label={text("ui-lab-recipe-title")}>
                  {list.map(({ id }) => (
                    <li key={id}>
                      <Button
                        variant="link"
                        isInline
                        className="desk-wrap"
                        aria-current={id === recipe?.id ? "true" : undefined}
                        onClick={() => setChosen(id)}
                      >
                        {textOf(`recipe-${id}-title`)}
                      </Button>
                    </li>
                  ))}
                </ul>
                {recipe !== undefined && <About recipe={recipe} isThere={isThere(recipe.name)} />}
              </div>
            )
          }
        </Answer>
      </ModalBody>
      <ModalFooter>
        {recipe !== undefined && !isThere(recipe.name) && (
          <Button
            variant="primary"
            onClick={() => {
              lab.add(recipe.list, recipe.name, recipe.expression);
              close();
            }}
          >
            {text("ui-lab-recipe-insert")}
          </Button>
        )}
        <Button variant="link" onClick={close}>
          {text("ui-close")}
        </Button>
      </ModalFooter>
    </Modal>
  );
}

function About({ recipe, isThere }: { recipe: Recipe; isThere: boolean }) {
  const { text, textOf } = useText();
  const { id, sets, to_fill_in, scopes, asks, policy } = recipe;
  return (
    <section className="desk-stack" aria-label={textOf(`recipe-${id}-title`)} aria-live="polite">
      <h2 className="desk-subheading">{textOf(`recipe-${id}-title`)}</h2>
      <Content component="p">{textOf(`recipe-${id}-what`)}</Content>
      <Content component="p">{textOf(`recipe-${id}-why`)}</Content>
      <List>
        <ListItem>{text("ui-lab-recipe-sets", { keys: sets.join(", ") })}</ListItem>
        {to_fill_in.length > 0 && (
          <ListItem>{text("recipe-to-fill-in", { names: to_fill_in.join(", ") })}</ListItem>
        )}
        {scopes.length > 0 && <ListItem>{text("recipe-scopes", { scopes: scopes.join(" ") })}</ListItem>}
        {asks !== null && <ListItem>{text("recipe-asks", { host: asks })}</ListItem>}
        {isThere && <ListItem>{text("ui-lab-recipe-there", { name: recipe.name })}</ListItem>}
      </List>
      <Code label={recipe.name} value={recipe.expression} />
      {policy !== null && (
        <>
          <p>{text("recipe-policy")}</p>
          <Code label={text("ui-lab-policy")} value={policy} />
        </>
      )}
    </section>
  );
}

function Code({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <div className="desk-lab-heading">
        <span className="desk-copy-field-label desk-break">{label}</span>
        <CopyButton value={value} what={label} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled has to be reached by the keyboard. */}
      <pre className="desk-lab-code" tabIndex={0} role="region" aria-label={label}>
        {value}
      </pre>
    </div>
  );
}
