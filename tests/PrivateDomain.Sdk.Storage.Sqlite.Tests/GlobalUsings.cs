global using PrivateDomain.Sdk.Storage.Sqlite.Tests.Support;
global using Xunit;
