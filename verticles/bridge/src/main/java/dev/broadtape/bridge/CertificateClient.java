package dev.broadtape.bridge;

import dev.broadtape.kit.Causes;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/**
 * Fetches signing certificates: from AWS, or where another endpoint stands in for it, from there. The verifier has
 * judged the URL before, so a post cannot send us elsewhere.
 */
final class CertificateClient implements SdkHttpClient {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(3);

    private final SdkHttpClient http;
    private final Optional<URI> holder;

    private CertificateClient(SdkHttpClient http, Optional<URI> holder) {
        this.http = http;
        this.holder = holder;
    }

    static SdkHttpClient of(SnsAddress address) {
        SdkHttpClient http = Apache5HttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(READ)
                .build();
        return new CertificateClient(http, address.certificateHolder());
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        SdkHttpRequest wanted = request.httpRequest();
        SdkHttpRequest rerouted = holder.map(uri -> reroute(wanted, uri)).orElse(wanted);
        return new Fetch(http.prepareRequest(
                HttpExecuteRequest.builder().request(rerouted).build()));
    }

    @Override
    public String clientName() {
        return http.clientName();
    }

    @Override
    public void close() {
        http.close();
    }

    private static SdkHttpRequest reroute(SdkHttpRequest wanted, URI holder) {
        return wanted.toBuilder()
                .protocol(holder.getScheme())
                .host(holder.getHost())
                .port(holder.getPort() == -1 ? null : holder.getPort())
                .build();
    }

    /** No verdict on the post: it was the network or the server that failed. */
    static final class Unreachable extends IOException {
        private static final long serialVersionUID = 1;

        Unreachable(String message) {
            super(message);
        }
    }

    private record Fetch(ExecutableHttpRequest request) implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() throws Unreachable {
            try {
                HttpExecuteResponse answer = request.call();
                int status = answer.httpResponse().statusCode();
                if (status >= 500 || status == 429) {
                    throw new Unreachable("status " + status);
                }
                return answer;
            } catch (Unreachable e) {
                throw e;
            } catch (IOException e) {
                throw new Unreachable(Causes.text(e));
            }
        }

        @Override
        public void abort() {
            request.abort();
        }
    }
}
