package dev.limner.app;

import picocli.CommandLine.Command;

/// `limner source`: what is done with files before they are imported.
@Command(
        name = "source",
        mixinStandardHelpOptions = true,
        description = "Looks at files before they are imported.",
        subcommands = SourcePreview.class)
final class SourceVerb {}
