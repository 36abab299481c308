using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace PrivateDomain.Sdk.Storage.PostgreSql.Tests.Support;

/// <summary>Stands between a store and the server, and counts how often the client speaks after the server has spoken.</summary>
internal sealed class RoundTripRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly NpgsqlConnectionStringBuilder _target;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _roundTrips;

    public RoundTripRelay(PostgreSqlServer server)
    {
        _target = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Leads to the server through this relay.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_target.ConnectionString)
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    public int RoundTrips => Volatile.Read(ref _roundTrips);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var relays = new List<Task>();
        try
        {
            while (true)
            {
                Socket client = await _listener.AcceptSocketAsync(_stop.Token);
                relays.Add(RelayAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(relays);
        }
    }

    private async Task RelayAsync(Socket client)
    {
        using Socket near = client;
        using var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await far.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(_target.Host!, ".s.PGSQL.5432")));
        bool serverSpoke = true;
        Task toServer = PumpAsync(near, far, () => Interlocked.Add(ref _roundTrips, Interlocked.Exchange(ref serverSpoke, false) ? 1 : 0));
        Task toClient = PumpAsync(far, near, () => Volatile.Write(ref serverSpoke, true));
        await Task.WhenAny(toServer, toClient);
        far.Close();
        near.Close();
        await Task.WhenAll(toServer, toClient);
    }

    private async Task PumpAsync(Socket from, Socket to, Action seen)
    {
        byte[] buffer = new byte[1 << 20];
        try
        {
            for (int count; (count = await from.ReceiveAsync(buffer, _stop.Token)) > 0;)
            {
                seen();
                await to.SendAsync(buffer.AsMemory(0, count), _stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // One end is gone: so is the relay between them.
        }
    }
}
