# The enterprise Source Stage that a blueprint can bring along.

err-source-stage-format = { $subject } has no place for a Source Stage.
fix-source-stage-format = Export a blueprint, or leave the Source Stage out.
err-source-stage-flow = “{ $subject }” is no slug of a flow: a slug has English letters, digits, - and _ only.
fix-source-stage-flow = Take it from the flow's address in authentik: /if/flow/SLUG/.
err-source-stage-timeout = “{ $subject }” is no time as authentik reads it.
fix-source-stage-timeout = Write units and numbers: hours=1;minutes=2;seconds=3. Units are weeks, days, hours, minutes, seconds, milliseconds and microseconds, each once; together more than nothing.
err-source-stage-kind = “{ $subject }” has no login button, so no Source Stage can send people to it.
fix-source-stage-kind = Leave the Source Stage out. LDAP and SCIM sources cannot have one.
err-source-stage-several = A Source Stage for several sources at once would make people log in at each of them.
fix-source-stage-several = Export the source that gets the stage by itself.

blueprint-comment-source-stage = The Source Stage and its place in the flow need an enterprise licence and are skipped without one. For a build of authentik without its enterprise part, take both entries out: they would fail the whole file.

export-finding-source-stage-licence = “{ $stage }” and its place in the flow are skipped on a server without an enterprise licence.
export-finding-source-stage-licence-fix = Apply the blueprint again once there is a licence. On a build of authentik without its enterprise part the two entries would fail the whole blueprint: export it there without the Source Stage.
export-finding-source-stage-flow = The flow { $flow } has to be on the server; otherwise the stage is skipped.
export-finding-source-stage-flow-fix = Make the flow first. With another flow or order later, remove the old place by hand: a blueprint does not take it away.
export-finding-source-stage-login = The “{ $label }” { $flow } logs people in by itself, so the flow with the Source Stage is never resumed.
export-finding-source-stage-login-fix = Give the source a flow of its own without a user login stage. If people also log in by its button, they need that stage: make a second source for the Source Stage.
export-finding-source-stage-unseen = Whether the “{ $label }” { $flow } has a user login stage cannot be seen from here.
export-finding-source-stage-unseen-fix = See that it has none; otherwise the flow with the Source Stage is never resumed.
export-finding-source-stage-itself = The stage would be in { $flow }, which is the “{ $label }” of the source itself: people would go round in a circle.
export-finding-source-stage-itself-fix = Choose another flow for the stage, or for the source.

flow-source-stage-not-resumed = A Source Stage sends people to { $slug }, and its flow { $flow } logs them in by itself, so the flow with the stage is never resumed: give { $slug } a flow without a user login stage.

cli-export-source-stage = Also make an enterprise Source Stage in the flow with this slug; only with --format blueprint
cli-export-source-stage-order = Where among the stages of that flow; they run from the smallest number up
cli-export-source-stage-timeout = How long people may take to come back from the source: hours=1;minutes=30

ui-source-stage = Source Stage
ui-source-stage-add = Also as a Source Stage in a flow (enterprise)
ui-source-stage-add-about = The flow sends people to this source and goes on when they come back. It needs an enterprise licence, and the source's own flows must not log people in.
ui-source-stage-flow = Slug of the flow
ui-source-stage-flow-help = A flow that is on the server, not one of the source's own.
ui-source-stage-flow-missing = Enter the slug of the flow; until then there is no stage in the blueprint.
ui-source-stage-order = Order
ui-source-stage-order-help = Stages run from the smallest number up.
ui-source-stage-order-wrong = Enter a whole number; until then there is no stage in the blueprint.
ui-source-stage-timeout = Time to come back
ui-source-stage-timeout-help = In authentik's words, such as hours=1;minutes=30.
