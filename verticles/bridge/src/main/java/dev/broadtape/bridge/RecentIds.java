package dev.broadtape.bridge;

import java.util.LinkedHashSet;
import java.util.Set;

/** The ids seen last, at most {@link #CAPACITY}; then the oldest is forgotten. For use on one context. */
final class RecentIds<T> {
    static final int CAPACITY = 10_000;

    private final Set<T> ids = new LinkedHashSet<>();

    boolean contains(T id) {
        return ids.contains(id);
    }

    /** False if it is known already. */
    boolean add(T id) {
        boolean isNew = ids.add(id);
        if (ids.size() > CAPACITY) {
            var oldest = ids.iterator();
            oldest.next();
            oldest.remove();
        }
        return isNew;
    }

    int size() {
        return ids.size();
    }
}
