using Npgsql;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>None of several hosts is the primary now.</summary>
internal sealed class NoPrimaryException(NpgsqlException cause) : NpgsqlException("None of the hosts is the primary.", cause);
