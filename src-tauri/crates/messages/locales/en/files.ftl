# Blueprint files: what keeps one from being read. $line and $column say where.
err-blueprint-unreadable = { $why ->
        [no-mapping] The file holds no blueprint: there is no mapping at its top.
        [several-documents] The file holds several YAML documents; a blueprint is one.
        [version] The blueprint's version is not 1.
        [part] { $part } is not a mapping.
        [entries] entries is neither a list nor a mapping of lists.
        [entry] Entry { $entry } is not a mapping.
        [entry-part] In entry { $entry }, { $part } is missing or of the wrong kind.
       *[other] This is not a blueprint.
    }
fix-blueprint-unreadable = A blueprint is YAML with version: 1 and a list of entries; each entry has a model and identifiers.
err-blueprint-not-yaml = The file is not valid YAML at line { $line }, column { $column }.
fix-blueprint-not-yaml = Look at that place and just before it: indentation, a quote or bracket that is not closed, a tab, or an alias without its anchor.
err-blueprint-not-utf8 = The file is not UTF-8 text at line { $line }, column { $column }. authentik reads blueprints as UTF-8 only.
fix-blueprint-not-utf8 = Save it as UTF-8. On Windows, editors call other encodings ANSI, Unicode or UTF-16.
err-blueprint-too-large = The file is too large to be a blueprint: more than 8 MB of text, 250,000 values or 5,000 sources.
fix-blueprint-too-large = Check that it is the right file, or split it into several blueprints.
err-blueprint-too-deep = At line { $line }, column { $column } lists and mappings are nested deeper than { $limit } levels. No blueprint needs that.
fix-blueprint-too-deep = Check that it is the right file, and where it comes from.
err-blueprint-too-many-aliases = At line { $line }, column { $column } aliases (*name) make the file many times longer than it looks. It was not read any further.
fix-blueprint-too-many-aliases = Check where the file comes from: files like this are made to bring programs down. If it is your own, write out what the aliases stand for.
err-file-changed = { $subject } was changed by somebody else while it was being mended. It was left as it is.
fix-file-changed = Run the command again; it reads the file anew.
# lint --fix
cli-lint-fix = Apply every fix that needs no asking: to drafts, and in blueprint files in place, where nothing but the mended lines changes
cli-lint-fixed = Fixed
cli-lint-fixed-sum = Fixed: { $count }
cli-lint-fixed-set = { $field } is now { $value }
cli-lint-fixed-empty = { $field } is now empty
cli-lint-fixed-mapping = The property mapping “{ $mapping }” was added
