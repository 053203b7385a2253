-- One row per value chain and governorate where it is documented or believed to be.
-- columns: chain, governorate, certainty, source
select chain, governorate, certainty, source from chain_governorate order by chain, governorate
