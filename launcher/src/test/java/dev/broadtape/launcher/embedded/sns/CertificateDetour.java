package dev.broadtape.launcher.embedded.sns;

import java.net.URI;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Fetches from the embedded endpoint what AWS's verifier asks of the real one. */
final class CertificateDetour implements SdkHttpClient {
    private final SdkHttpClient client;
    private final URI endpoint;

    CertificateDetour(SdkHttpClient client, URI endpoint) {
        this.client = client;
        this.endpoint = endpoint;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest execution) {
        SdkHttpRequest detour = execution.httpRequest().toBuilder()
                .protocol(endpoint.getScheme())
                .host(endpoint.getHost())
                .port(endpoint.getPort())
                .build();
        return client.prepareRequest(
                HttpExecuteRequest.builder().request(detour).build());
    }

    @Override
    public void close() {
        client.close();
    }
}
