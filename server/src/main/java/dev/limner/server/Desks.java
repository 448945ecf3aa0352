package dev.limner.server;

import dev.limner.problem.Nearest;
import dev.limner.problem.UserProblem;
import dev.limner.workspace.Desk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The workspaces that one server shows, by id.
public final class Desks {
    private final Map<String, Desk> desks = new LinkedHashMap<>();

    public Desks(List<Desk> all) {
        all.forEach(desk -> desks.put(desk.workspace().settings().id(), desk));
    }

    List<Desk> all() {
        return List.copyOf(desks.values());
    }

    /// The desk of that workspace.
    ///
    /// @throws UserProblem where there is none
    Desk desk(String id) {
        Desk desk = desks.get(id);
        if (desk == null) {
            List<String> values = new ArrayList<>(List.of(id));
            values.addAll(Nearest.to(id, desks.keySet()));
            throw new UserProblem(UserProblem.Code.UNKNOWN_WORKSPACE, "", values);
        }
        return desk;
    }
}
