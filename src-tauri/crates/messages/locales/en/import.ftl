# Import of blueprints into drafts: the problems, what became of each entry, the command line, the window.

import-dialog = Import blueprints

## Problems

err-import-gone = These files are no longer at hand, because others were read since.
fix-import-gone = Choose the files again.
err-import-not-text = { $subject } is no UTF-8 text: byte { $byte } does not fit.
fix-import-not-text = Save the file as UTF-8, or check that it is the file you meant.
err-import-too-large = { $subject } is larger than Source Desk reads: the limit is { $limit } bytes or parts.
fix-import-too-large = Split the blueprint into several files, or check that it is the file you meant.
err-import-too-deep = { $subject } is nested deeper than { $limit } levels, so it was not read.
fix-import-too-deep = A blueprint needs a dozen levels. Check that it is the file you meant.
err-import-aliases = { $subject } repeats parts of itself by aliases so often that it was not read.
fix-import-aliases = Write the repeated parts out, or check where the file comes from.
err-import-not-yaml = { $subject } is no valid YAML: line { $line }, column { $column }.
fix-import-not-yaml = Look at that place, often an indentation or a missing quotation mark, and import the file again.
err-import-not-a-blueprint =
    { $subject } is no blueprint: { $why ->
        [no-mapping] at its top there is no mapping with version and entries.
        [several] it holds several YAML documents.
        [version] its version is not 1.
        [part] { $part } is no mapping.
        [entries] entries is no list.
        [entry] entry { $entry } is no mapping.
       *[entry-part] in entry { $entry } the part { $part } is missing or of the wrong shape.
    }
fix-import-not-a-blueprint = Mend the file, or check that it is the file you meant. A blueprint is YAML with version: 1 and a list of entries.

## What became of it

import-why-same = The draft with this slug says the same already
import-why-slug-taken = A draft with this slug says something else
import-why-invalid-slug = authentik takes no such slug: only letters, digits, hyphens and underscores
import-why-chosen = You chose to skip it
import-why-with-its-source = It belongs to a source that was not imported
import-why-plain-secret = It holds a secret in plain text, and Source Desk writes none to disk unless the vault has encrypted it
import-why-deletes = It deletes a source; a draft cannot say that
import-why-no-slug = It is a source without a slug in plain text
import-why-no-type = It is an OAuth source whose provider type is missing, unknown, or known to a server only
import-why-no-source = There is no source in this file that it could stay with
import-why-head = The file's context and what else stands above its entries: it belongs to several sources or to none, or holds a secret

## Command line

cli-import = Read blueprints into drafts; nothing is resolved, and what fits no draft is named
cli-import-file = Paths of blueprints; - reads one from stdin
cli-import-dry-run = Only say what would happen
cli-import-existing = What to do with a source whose slug another draft has
cli-import-after =
    The exit code is 1 if something is in no draft afterwards, unless its draft says the same already.
cli-imported-create = { $file }  Imported “{ $name }” ({ $slug })
cli-imported-replace = { $file }  Replaced the draft “{ $slug }” by “{ $name }”
cli-imported-copy = { $file }  Imported “{ $name }” as a copy ({ $slug })
cli-import-would-create = { $file }  Would import “{ $name }” ({ $slug })
cli-import-would-replace = { $file }  Would replace the draft “{ $slug }” by “{ $name }”
cli-import-would-copy = { $file }  Would import “{ $name }” ({ $slug }) as a copy under a free slug
cli-import-differs = Different: { $fields }
cli-import-mappings = With property mappings: { $names }
cli-import-kept = Kept with it: { $model } { $name }
cli-import-not-judged = Only a server can tell what these hold; they are kept as they are: { $fields }
cli-import-secrets = { $fields } stood in the file in plain text. It was not kept: give it with --secret when you need it, and take it out of the file
cli-import-dropped = { $fields } may be a secret and was left out
cli-import-skipped = { $file }  Not imported: { $what }
cli-import-entry = entry { $entry }
cli-import-skipped-sum =
    { $many ->
        [one] 1 part is in no draft
       *[other] { $count } parts are in no draft
    }
cli-import-taken-hint = To import a source whose slug is taken, add --existing replace or --existing copy
err-usage-import-stdin-twice = Only one blueprint can be read from stdin.
fix-usage-import-stdin-twice = Name - once, and the other blueprints by their paths.

## Window

ui-import-button = Import…
ui-import-again = Choose other files…
ui-import-title = Import blueprints
ui-import-nothing = No files chosen yet
ui-import-about = Choose blueprints, authentik's own or yours. You see what would become of them before anything is imported.
ui-import-preview-about = Nothing is imported yet. Choose what to do with each source; tags such as !File stay as they are.
ui-import-no-source = There is no source in this file that could become a draft.
ui-import-sources-of = Sources in { $file }
ui-import-column-standing = Found
ui-import-column-action = What to do
ui-import-standing-new = New
ui-import-standing-same = Same as the draft
ui-import-standing-differs = Differs from the draft
ui-import-standing-repeated = Slug occurs twice
ui-import-standing-unreadable = Draft of a newer version
ui-import-standing-invalid-slug = Not a slug
ui-import-action-create = Import
ui-import-action-replace = Replace the draft
ui-import-action-copy = Import as a copy
ui-import-action-skip = Skip
ui-import-action-for = What to do with { $name } ({ $slug })
ui-import-existing = The draft with this slug: “{ $name }”
ui-import-differs = Different: { $fields }
ui-import-secrets = In plain text in the file: { $fields }
ui-import-dropped = May be a secret, so it is left out: { $fields }
ui-import-not-judged = Kept as they are, because only a server can resolve them: { $fields }
ui-import-mappings = With property mappings: { $names }
ui-import-kept =
    { $count ->
        [one] One other entry stays with a draft
       *[other] { $count } other entries stay with a draft
    }
ui-import-kept-about = They are exported again with it, unchanged.
ui-import-kept-with = stays with { $slug }
ui-import-skipped =
    { $count ->
        [one] One part is in no draft
       *[other] { $count } parts are in no draft
    }
ui-import-run =
    { $count ->
        [0] Nothing to import
        [one] Import 1 source
       *[other] Import { $count } sources
    }
ui-import-done =
    { $count ->
        [0] Nothing was imported
        [one] 1 source is imported
       *[other] { $count } sources are imported
    }
ui-import-done-undo = Undo takes them back, one at a time.
ui-import-secrets-title = There were secrets in plain text
ui-import-secrets-about = They are kept like those that you type: in the vault if there is one, otherwise in memory until you close the window. Take them out of the file, and change them if others could read it.
ui-import-drafts = Drafts
ui-import-replaced = replaced
ui-import-to-sources = To the sources
ui-list-comma = ,{ " " }

ui-kept-title = Kept from the blueprint
ui-kept-about = The blueprint said more than the form has. It is kept as it was and written back by an export.
ui-kept-head = Above the entries
ui-kept-before = Entries before the source
ui-kept-id = What other entries call it
ui-kept-entry = More in the source's entry
ui-kept-identifiers = What else finds the source
ui-kept-conditions = Conditions
ui-kept-attrs = More attributes
ui-kept-after = Entries behind the source
