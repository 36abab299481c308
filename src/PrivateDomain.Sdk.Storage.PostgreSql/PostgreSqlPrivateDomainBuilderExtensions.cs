using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Storage.PostgreSql;

#pragma warning disable IDE0130 // Registration extensions live where hosts look for them.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Chooses the PostgreSQL store.</summary>
public static class PostgreSqlPrivateDomainBuilderExtensions
{
    /// <summary>Keeps records in a PostgreSQL database, which may hold the host's own tables too.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">Names the database; see <see cref="PostgreSqlStoreOptions.ConnectionString"/>.</param>
    /// <param name="configure">Sets further options.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// The last store chosen wins; choosing this one twice adds the options up. The options are validated when the host starts, and an
    /// <see cref="OptionsValidationException"/> names every problem.
    /// </remarks>
    public static PrivateDomainBuilder UsePostgreSqlStore(
        this PrivateDomainBuilder builder, string connectionString, Action<PostgreSqlStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connectionString);
        builder.Services.AddOptions<PostgreSqlStoreOptions>().Configure(o => (o.ConnectionString, o.DataSource) = (connectionString, null));
        return builder.UsePostgreSqlStore(configure);
    }

    /// <summary>Keeps records in a PostgreSQL database that the host's own source of connections leads to.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="dataSource">Finds the source, once; see <see cref="PostgreSqlStoreOptions.DataSource"/>.</param>
    /// <param name="configure">Sets further options.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>As the other form, but the connections are configured by the host.</remarks>
    public static PrivateDomainBuilder UsePostgreSqlStore(
        this PrivateDomainBuilder builder, Func<IServiceProvider, NpgsqlDataSource> dataSource, Action<PostgreSqlStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dataSource);
        builder.Services.AddOptions<PostgreSqlStoreOptions>()
            .Configure<IServiceProvider>((o, services) => (o.ConnectionString, o.DataSource) = ("", dataSource(services)));
        return builder.UsePostgreSqlStore(configure);
    }

    private static PrivateDomainBuilder UsePostgreSqlStore(this PrivateDomainBuilder builder, Action<PostgreSqlStoreOptions>? configure)
    {
        OptionsBuilder<PostgreSqlStoreOptions> options = builder.Services.AddOptions<PostgreSqlStoreOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        options.ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PostgreSqlStoreOptions>, PostgreSqlStoreOptionsValidator>());
        return builder.UseStore(static provider => new PostgreSqlRecordStore(
            provider.GetRequiredService<IOptions<PostgreSqlStoreOptions>>().Value,
            provider.GetService<TimeProvider>(),
            provider.GetService<ILogger<PostgreSqlRecordStore>>()));
    }
}
