package dev.limner.trigger;

import org.jspecify.annotations.Nullable;

/// What hands intents over to topics.
@FunctionalInterface
public interface Outlet {
    /// There is none.
    Outlet NONE = (topic, _) -> "nothing here writes to " + topic.topic();

    /// Sends an intent under its id and waits until it is taken for good.
    ///
    /// @return null where it is; else why not
    @Nullable
    String send(Trigger.Topic topic, Intent intent) throws InterruptedException;
}
