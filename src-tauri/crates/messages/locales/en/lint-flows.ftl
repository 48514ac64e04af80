# What the lints find about flows.

lint-flow-format = “{ $flow }” is not the slug of a flow
lint-flow-format-why = A blueprint finds a flow by its slug. Where none has that slug, authentik silently leaves the flow empty.
lint-flow-format-fix = Use the slug that authentik shows under Flows and Stages → Flows.
lint-flow-designation = “{ $flow }” is a flow for something else
lint-flow-designation-why = authentik accepts any flow for “{ $label }”, but this one has the designation { $designation }, and logging in would end somewhere else.
lint-flow-designation-fix = Use authentik's own flow for this purpose.
lint-flow-asks-again = People would have to log in twice
lint-flow-asks-again-why = default-authentication-flow asks for a user name and a password, after the source has said already who it is.
lint-flow-asks-again-fix = Use default-source-authentication, which only logs people in.
lint-flows-equal = One flow is used for authentication and for enrollment
lint-flows-equal-why = A flow has one designation: “{ $flow }” either logs existing users in or makes new ones.
lint-flows-equal-fix = Choose two flows, or leave enrollment empty if only existing users may log in.
lint-flow-unknown = “{ $flow }” is not one of authentik's own flows
lint-flow-unknown-why = If the server has no flow with this slug, or one with another designation, “{ $label }” will not work.
lint-flow-unknown-fix = Check under Flows and Stages → Flows that “{ $flow }” is there and has the designation { $designation }.
