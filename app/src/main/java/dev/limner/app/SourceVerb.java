package dev.limner.app;

import picocli.CommandLine.Command;

/// `limner source`: what is done with sources beside importing them.
@Command(
        name = "source",
        mixinStandardHelpOptions = true,
        description = "Looks at files before they are imported, and takes rows anew whose mapping has changed.",
        subcommands = {SourcePreview.class, SourcePlan.class, SourceReplay.class})
final class SourceVerb {}
