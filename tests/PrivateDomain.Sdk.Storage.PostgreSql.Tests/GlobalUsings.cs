global using PrivateDomain.Sdk.Storage.PostgreSql.Tests.Support;
global using PrivateDomain.Sdk.Tests.PostgreSql;
global using PrivateDomain.Sdk.Tests.Relational;
global using Xunit;
