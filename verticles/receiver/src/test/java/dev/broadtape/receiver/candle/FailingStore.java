package dev.broadtape.receiver.candle;

import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.store.StoreException;
import dev.broadtape.receiver.store.TickStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/** A tick store whose next write fails as it is told to, before or after it was done. */
final class FailingStore {
    private boolean fails;
    private boolean written;

    void failNext(boolean afterWriting) {
        fails = true;
        written = afterWriting;
    }

    TickStore over(TickStore store) {
        return (TickStore) Proxy.newProxyInstance(
                TickStore.class.getClassLoader(),
                new Class<?>[] {TickStore.class},
                (proxy, method, arguments) -> call(store, method, arguments));
    }

    @SuppressWarnings("unchecked")
    private Object call(TickStore store, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("write") && fails) {
            fails = false;
            if (written) {
                store.write((List<TickFrame>) arguments[0]);
            }
            throw new StoreException("the disk is full");
        }
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
