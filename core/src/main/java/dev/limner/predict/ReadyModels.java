package dev.limner.predict;

import java.util.List;
import java.util.Map;

/// The models that every workspace has, and the sets of features that models may use, as the program ships
/// them.
///
/// @param features sets of expressions by name
public record ReadyModels(Map<String, Map<String, String>> features, List<ModelDefinition> models) {}
