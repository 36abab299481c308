using Microsoft.Extensions.Hosting;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Hosting;

/// <summary>Makes the store ready before the host takes requests, and drains the pipeline after it took the last one.</summary>
internal sealed class PrivateDomainHostedService(StoreStarter starter, OperationPipeline pipeline) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken) => await starter.StartAsync(cancellationToken).ConfigureAwait(false);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => pipeline.DrainAsync().WaitAsync(cancellationToken);
}
