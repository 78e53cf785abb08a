package dev.broadtape.dashboard;

import io.vertx.core.Handler;
import io.vertx.ext.bridge.BridgeEventType;
import io.vertx.ext.web.handler.sockjs.BridgeEvent;

/** Asks the browsers about each thing that happens at the bridge; completes it with whether the bridge may go on. */
final class BridgeEvents implements Handler<BridgeEvent> {
    private final Browsers browsers;

    BridgeEvents(Browsers browsers) {
        this.browsers = browsers;
    }

    @Override
    public void handle(BridgeEvent event) {
        switch (event.type()) {
            case SOCKET_CREATED -> event.complete(browsers.admit(event.socket()));
            case SOCKET_CLOSED, SOCKET_ERROR -> event.complete(browsers.remove(event.socket()));
            case REGISTER, UNREGISTER -> event.complete(listen(event));
            case RECEIVE -> event.complete(browsers.deliver(event.socket(), event.getRawMessage()));
            case SEND -> event.complete(browsers.mayAsk(event.socket()));
            case PUBLISH -> event.complete(false);
            default -> event.complete(true);
        }
    }

    /** Notes who listens to the frames before the first one comes; whether it may is for the bridge to say. */
    private boolean listen(BridgeEvent event) {
        if (Addresses.FRAMES.equals(event.getRawMessage().getString("address"))) {
            browsers.listen(event.socket(), event.type() == BridgeEventType.REGISTER);
        }
        return true;
    }
}
