global using PrivateDomain.Sdk.Storage.Sqlite.Tests.Support;
global using PrivateDomain.Sdk.Tests.Relational;
global using Xunit;
