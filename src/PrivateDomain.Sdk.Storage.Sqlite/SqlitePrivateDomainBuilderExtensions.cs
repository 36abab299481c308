using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Storage.Sqlite;

#pragma warning disable IDE0130 // Registration extensions live where hosts look for them.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Chooses the SQLite store.</summary>
public static class SqlitePrivateDomainBuilderExtensions
{
    /// <summary>Keeps records in a SQLite file, which may hold the host's own tables too.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">Names the file: <c>Data Source=shop.db</c>; see <see cref="SqliteStoreOptions.ConnectionString"/>.</param>
    /// <param name="configure">Sets further options.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// The last store chosen wins; choosing this one twice adds the options up. The options are validated when the host starts, and an
    /// <see cref="OptionsValidationException"/> names every problem.
    /// </remarks>
    public static PrivateDomainBuilder UseSqliteStore(
        this PrivateDomainBuilder builder, string connectionString, Action<SqliteStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connectionString);
        OptionsBuilder<SqliteStoreOptions> options = builder.Services.AddOptions<SqliteStoreOptions>();
        options.Configure(o => o.ConnectionString = connectionString);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        options.ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqliteStoreOptions>, SqliteStoreOptionsValidator>());
        return builder.UseStore(static provider =>
            new SqliteRecordStore(provider.GetRequiredService<IOptions<SqliteStoreOptions>>().Value, provider.GetService<TimeProvider>()));
    }
}
