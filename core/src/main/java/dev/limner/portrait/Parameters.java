package dev.limner.portrait;

import java.io.Serializable;
import java.util.List;

/// What was learned of a population and is then applied to each customer: a record that can be stored and
/// published.
public interface Parameters extends Serializable {
    /// Where the parameters come from.
    Fitted fitted();

    /// For people to see.
    List<Parameter> shown();
}
